package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/**
 * The bytes of one item, read once and digested, in memory or, where they are many, in a temporary
 * file. Some items have none: a container's parser hands over what it made of them.
 */
final class ItemBytes {
  private static final int CHUNK_BYTES = 1 << 16;

  private final byte[] memory;
  private final Path file;
  private final TikaInputStream given;
  private final Optional<Digests> digests;
  private final long length;

  private ItemBytes(
      byte[] memory, Path file, TikaInputStream given, Optional<Digests> digests, long length) {
    this.memory = memory;
    this.file = file;
    this.given = given;
    this.digests = digests;
    this.length = length;
  }

  /** Says that an item has more bytes than are let in. */
  static final class TooManyException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads an item.
   *
   * @param most how many bytes are let in
   * @param temporary owns the temporary file
   * @throws TooManyException if there are more
   */
  static ItemBytes read(InputStream stream, long most, TemporaryResources temporary)
      throws IOException {
    if (stream instanceof TikaInputStream made && made.getOpenContainer() != null) {
      return new ItemBytes(null, null, made, Optional.empty(), 0);
    }
    FileDigester digester = new FileDigester();
    byte[] first = stream.readNBytes((int) Math.min(FileExtractor.IN_MEMORY_BYTES, most) + 1);
    if (first.length > most) {
      throw new TooManyException();
    }
    digester.add(first, 0, first.length);
    if (first.length <= FileExtractor.IN_MEMORY_BYTES) {
      return new ItemBytes(first, null, null, Optional.of(digester.finish()), first.length);
    }
    Path file = temporary.createTempFile();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      byte[] chunk = new byte[CHUNK_BYTES];
      long length = first.length;
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        length += read;
        if (length > most) {
          throw new TooManyException();
        }
        digester.add(chunk, 0, read);
        out.write(chunk, 0, read);
      }
      return new ItemBytes(null, file, null, Optional.of(digester.finish()), length);
    }
  }

  /** Returns the digests; empty where the item has no bytes of its own. */
  Optional<Digests> digests() {
    return digests;
  }

  /** Returns how many there are; 0 where the item has none of its own. */
  long length() {
    return length;
  }

  /** Returns whether there is nothing to parse. */
  boolean isEmpty() {
    return given == null && length == 0;
  }

  /** Opens them for a parser, once. */
  TikaInputStream open(Metadata metadata) throws IOException {
    if (given != null) {
      return given;
    }
    return memory != null
        ? TikaInputStream.get(memory, metadata)
        : TikaInputStream.get(file, metadata);
  }

  /** Returns whether a parser reads what another made instead of bytes. */
  boolean isMade() {
    return given != null;
  }
}
