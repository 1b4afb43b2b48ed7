package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Small files that are there whole or not at all for whoever looks, but not durable: a power
 * failure may take them or damage them. Each file has one writer. Stateless.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes a file, or replaces it. What is cut off leaves {@link #unfinished}. */
  public static void write(Path file, byte[] content) throws IOException {
    if (Locations.isRemote(file)) {
      Files.write(file, content);
      return;
    }
    Path unfinished = unfinished(file);
    Files.write(unfinished, content);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the path of what is being written until it becomes the file. */
  public static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + PrivateFiles.UNFINISHED);
  }
}
