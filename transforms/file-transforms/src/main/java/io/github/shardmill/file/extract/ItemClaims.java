package io.github.shardmill.file.extract;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which of the items that a container holds directly a parse works through, where several processes
 * parse the container at the same time: one leads, others help. Each comes past all items, in the
 * same order, and whoever is first at {@value #BLOCK} of them takes these. How far the container is
 * taken stands in a small file that all of them have open. Belongs to one parse.
 */
final class ItemClaims implements Closeable {
  /** All items, for a parse that shares them with nobody. */
  static final ItemClaims ALL = new ItemClaims(null, false);

  /** So many items are taken together: a few, so that nobody waits long for whoever is last. */
  static final int BLOCK = 16;

  /** How many blocks are taken, and how many of these by whoever leads. */
  private static final int BYTES = 2 * Long.BYTES;

  private final FileChannel file;
  private final boolean helps;
  private long block = -1;
  private boolean isOurs = true;

  private ItemClaims(FileChannel file, boolean helps) {
    this.file = file;
    this.helps = helps;
  }

  /** Makes the file of a container, of which nothing is taken yet. */
  static void create(Path path) throws IOException {
    Files.write(path, new byte[BYTES]);
  }

  /** Returns whether helpers have taken anything, which is final when the leader has ended. */
  static boolean hasHelp(Path path) throws IOException {
    ByteBuffer taken = ByteBuffer.wrap(Files.readAllBytes(path));
    return taken.getLong(0) != taken.getLong(Long.BYTES);
  }

  /** Opens the file that was made, for one that helps, or for the one that leads. */
  static ItemClaims open(Path path, boolean helps) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new ItemClaims(file, helps);
  }

  /** Returns whether another process leads, which takes what nobody takes. */
  boolean helps() {
    return helps;
  }

  /**
   * Returns whether the item of this number, counted from 0, is for this parse.
   *
   * @throws UncheckedIOException if the file cannot be read or written
   */
  boolean take(long number) {
    if (file != null && number / BLOCK != block) {
      block = number / BLOCK;
      isOurs = takeBlock();
    }
    return isOurs;
  }

  private boolean takeBlock() {
    try (FileLock lock = file.lock()) {
      ByteBuffer taken = ByteBuffer.allocate(BYTES);
      if (!lock.isValid() || file.read(taken, 0) < BYTES) {
        throw new IOException("the file is not as it was made");
      }
      long blocks = taken.getLong(0);
      long led = taken.getLong(Long.BYTES);
      if (block < blocks) {
        return false;
      }
      ByteBuffer more =
          ByteBuffer.allocate(BYTES).putLong(block + 1).putLong(helps ? led : led + 1);
      file.write(more.flip(), 0);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("what others have claimed cannot be told", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
