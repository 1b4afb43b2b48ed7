package io.github.shardmill.file.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/**
 * What reading a file once, to its end, left: its bytes, in memory or on a local disk, or, where it
 * was parsed while it was read, the result. For one thread.
 */
final class FileReading implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final byte[] bytes;
  private final LocalCopy copy;
  private final ParsedFile parsed;

  private FileReading(byte[] bytes, LocalCopy copy, ParsedFile parsed) {
    this.bytes = bytes;
    this.copy = copy;
    this.parsed = parsed;
  }

  static FileReading inMemory(byte[] bytes) {
    return new FileReading(bytes, null, null);
  }

  static FileReading copied(LocalCopy copy) {
    return new FileReading(null, copy, null);
  }

  static FileReading parsedMeanwhile(ParsedFile parsed) {
    return new FileReading(null, null, parsed);
  }

  /** Returns whether the bytes are still there to be parsed. */
  boolean hasBytes() {
    return parsed == null;
  }

  /** Opens the bytes that are there. */
  TikaInputStream open() {
    return bytes != null
        ? TikaInputStream.get(bytes)
        : TikaInputStream.get(
            new BufferedInputStream(copy.open(), BUFFER_BYTES),
            new TemporaryResources(),
            new Metadata());
  }

  /** Returns what parsing gave, or gives now. */
  ParsedFile parse(DocumentParsing parsing, String name, FileInFlight file) throws IOException {
    return parsed != null ? parsed : parsing.parse(new Kept(), name, file);
  }

  /** The bytes that are there. */
  private final class Kept implements DocumentBytes {
    @Override
    public long length() {
      return bytes != null ? bytes.length : copy.size();
    }

    @Override
    public InputStream open() {
      return bytes != null
          ? new ByteArrayInputStream(bytes)
          : new BufferedInputStream(copy.open(), BUFFER_BYTES);
    }
  }

  @Override
  public void close() throws IOException {
    if (copy != null) {
      copy.close();
    }
  }
}
