package io.github.shardmill.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory on this machine for what is needed for a while, such as what is on its way to another
 * machine or back, with mode 0700 and of a name of its own. Gone when it is closed.
 *
 * <p>What a process that was killed left, the next one removes that makes such a directory in the
 * same place. It removes only what this class has made, for the same user, and what no living
 * process uses: who does holds a lock on a file in it, which the operating system gives back
 * however the process ends. Where a file system has no locks, leftovers stay.
 *
 * <p>Any thread may use it; one closes it.
 */
public final class ScratchDirectory implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);

  private final Path path;
  private final ScratchMark mark;

  private ScratchDirectory(Path path, ScratchMark mark) {
    this.path = path;
    this.mark = mark;
  }

  /**
   * Makes a directory where the process has its temporary files.
   *
   * @param purpose one word that becomes part of its name
   */
  public static ScratchDirectory create(String purpose) throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), purpose);
  }

  /**
   * Makes a directory.
   *
   * @param parent where; it exists
   * @param purpose one word that becomes part of its name
   */
  public static ScratchDirectory create(Path parent, String purpose) throws IOException {
    Path path = Files.createTempDirectory(parent, ScratchLeftovers.prefix(purpose));
    ScratchMark mark;
    try {
      mark = ScratchMark.make(path);
    } catch (IOException | RuntimeException e) {
      LocalTree.delete(path);
      throw e;
    }
    ScratchLeftovers.removeOnce(parent, path);
    return new ScratchDirectory(path, mark);
  }

  /**
   * Takes part in a directory that another process made: it is in use as long as one of the two
   * lives, and whoever closes it deletes it. Empty if this is no such directory.
   */
  public static Optional<ScratchDirectory> share(Path path) throws IOException {
    return ScratchLeftovers.isScratch(path)
        ? Optional.of(new ScratchDirectory(path, ScratchMark.hold(path)))
        : Optional.empty();
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  /** Deletes the directory and all that is in it, best effort. */
  @Override
  public void close() {
    try (mark) {
      LocalTree.delete(path, mark.file());
    } catch (IOException e) {
      LOG.warn("cannot delete the scratch directory {}: {}", path, e.toString());
    }
  }
}
