package io.github.shardmill.index;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The root ids that a shard of an update replaces or removes, in a file of the attempt: each with
 * its length in front. The commit reads them one by one, so that it never holds them all.
 */
final class RootList implements Closeable {
  /** File name within the attempt's directory. */
  static final String NAME = "roots";

  private final DataOutputStream out;

  private RootList(DataOutputStream out) {
    this.out = out;
  }

  /** Begins a list in an attempt's directory; one that forgets everything if there is none. */
  static RootList create(Path directory) throws IOException {
    return new RootList(
        directory == null
            ? null
            : new DataOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(
                        directory.resolve(NAME), StandardOpenOption.CREATE_NEW))));
  }

  void add(byte[] rootId) throws IOException {
    if (out != null) {
      out.writeInt(rootId.length);
      out.write(rootId);
    }
  }

  void finish() throws IOException {
    if (out != null) {
      out.writeInt(-1);
      out.flush();
    }
  }

  /** Takes the ids of a list. */
  interface RootConsumer {
    void accept(byte[] rootId) throws IOException;
  }

  /**
   * Reads a list and closes it.
   *
   * @throws EOFException if the list was not finished
   */
  static void read(InputStream list, RootConsumer consumer) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(list))) {
      for (int length = in.readInt(); length >= 0; length = in.readInt()) {
        byte[] rootId = new byte[length];
        in.readFully(rootId);
        consumer.accept(rootId);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
