package io.github.shardmill.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory on this machine for what is on its way to another one or back, with mode 0700 and of
 * a name of its own, below the directory for temporary files of the process. Gone when it is
 * closed; what a process that was killed left there is the machine's to remove.
 */
public final class ScratchDirectory implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes a directory.
   *
   * @param purpose one word that becomes part of its name
   */
  public static ScratchDirectory create(String purpose) throws IOException {
    return new ScratchDirectory(Files.createTempDirectory("shardmill-" + purpose + "-"));
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  /** Deletes the directory and all that is in it, best effort. */
  @Override
  public void close() {
    try {
      LocalTree.delete(path);
    } catch (IOException e) {
      LOG.warn("cannot delete the scratch directory {}: {}", path, e.toString());
    }
  }
}
