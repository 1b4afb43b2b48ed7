package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import java.io.IOException;
import java.nio.file.Path;

/** Digests files without parsing them. Stateless and safe to share between threads. */
public final class FileDigests {
  private FileDigests() {}

  /**
   * Reads a file to its end, once, in pieces of bounded size.
   *
   * @throws IOException if it cannot be read
   */
  public static Digests of(Path path) throws IOException {
    return FileDigester.digest(path);
  }
}
