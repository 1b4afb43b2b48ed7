package io.github.shardmill.pipeline;

import io.github.shardmill.remote.ScratchDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that whoever starts a run has made for its steps, on a disk of this machine, or none. Gone
 * when it is closed.
 */
final class PreparedFile implements Closeable {
  private final Optional<ScratchDirectory> scratch;
  private final String name;

  private PreparedFile(Optional<ScratchDirectory> scratch, String name) {
    this.scratch = scratch;
    this.name = name;
  }

  /** Makes a file. */
  @FunctionalInterface
  interface Making {
    /** Makes it; it is not there yet, and its directory is for nothing else. */
    void make(Path file) throws IOException;
  }

  /** Returns that there is none. */
  static PreparedFile none() {
    return new PreparedFile(Optional.empty(), "");
  }

  /** Returns a file of this name. */
  static PreparedFile of(String name, Making making) throws IOException {
    ScratchDirectory scratch = ScratchDirectory.create(name);
    try {
      making.make(scratch.path().resolve(name));
      return new PreparedFile(Optional.of(scratch), name);
    } catch (IOException | RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /** Returns where steps in this process find it, as long as this is open; empty for none. */
  String here() {
    return scratch.map(directory -> file(directory).toString()).orElse("");
  }

  /** Returns where steps anywhere find it, and closes this; empty for none. */
  String sharedIn(Path directory) throws IOException {
    if (scratch.isEmpty()) {
      return "";
    }
    SharedFile shared = SharedFile.of(file(scratch.get()), directory);
    close();
    return shared.location();
  }

  private Path file(ScratchDirectory directory) {
    return directory.path().resolve(name);
  }

  @Override
  public void close() {
    scratch.ifPresent(ScratchDirectory::close);
  }
}
