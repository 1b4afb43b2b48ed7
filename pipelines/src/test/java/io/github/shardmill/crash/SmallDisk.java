package io.github.shardmill.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, where this process may mount one. */
final class SmallDisk implements AutoCloseable {
  private static final int BYTES = 8 << 20;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounts one at a directory that is made; skips the test where that is not permitted. */
  static SmallDisk mount(Path root) throws IOException, InterruptedException {
    Files.createDirectories(root);
    boolean mounted;
    try {
      mounted = run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", root.toString()) == 0;
    } catch (IOException noSuchProgram) {
      mounted = false;
    }
    Assumptions.assumeTrue(mounted, "a small file system can be mounted");
    return new SmallDisk(root);
  }

  Path root() {
    return root;
  }

  /** Leaves no byte free. */
  void fill() throws IOException {
    try (FileChannel channel =
        FileChannel.open(filler(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // Small pieces: a large write that does not fit as a whole may not be done at all.
      for (int written = 0; written < 2 * BYTES; ) {
        written += channel.write(ByteBuffer.allocate(4096));
      }
      throw new AssertionError("a disk of " + BYTES + " bytes took twice as many");
    } catch (IOException full) {
      if (Files.getFileStore(root).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  void makeRoom() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return root.resolve("filler");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (run("umount", root.toString()) != 0) {
      throw new IOException("cannot unmount " + root);
    }
  }
}
