package io.github.shardmill.remote.gcs;

import com.google.api.client.http.HttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Neighbouring bytes of a local file as the body of a request. Opens the file for each sending. */
final class FileSlice implements HttpContent {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path file;
  private final long from;
  private final long length;

  FileSlice(Path file, long from, long length) {
    this.file = file;
    this.from = from;
    this.length = length;
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public String getType() {
    return Upload.BYTES;
  }

  @Override
  public boolean retrySupported() {
    return true;
  }

  /**
   * Sends the bytes.
   *
   * @throws UncheckedIOException if the file cannot be read, which no other try would change
   */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = open()) {
      long left = length;
      while (left > 0) {
        int read = read(in, buffer, (int) Math.min(buffer.length, left));
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    out.flush();
  }

  private InputStream open() {
    try {
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(from);
      return in;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int read(InputStream in, byte[] buffer, int most) {
    try {
      int read = in.read(buffer, 0, most);
      if (read < 0) {
        throw new EOFException("the file became shorter while it was sent");
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
