package io.github.shardmill.remote.s3;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * Neighbouring bytes of a local file as the body of a request, which may be sent more than once.
 * For one request at a time; to be closed when that has ended.
 */
final class FileSlice implements ContentStreamProvider, Closeable {
  private static final String BYTES = "application/octet-stream";

  private final Path file;
  private final long from;
  private final long length;
  private InputStream open;

  FileSlice(Path file, long from, long length) {
    this.file = file;
    this.from = from;
    this.length = length;
  }

  RequestBody body() {
    return RequestBody.fromContentProvider(this, length, BYTES);
  }

  @Override
  public InputStream newStream() {
    try {
      close();
      open = Files.newInputStream(file);
      open.skipNBytes(from);
      return new Limited(open, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Ends after some bytes, or where the file does. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(buffer, offset, (int) Math.min(count, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
