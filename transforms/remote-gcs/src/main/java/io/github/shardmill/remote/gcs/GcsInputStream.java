package io.github.shardmill.remote.gcs;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a file as they are stored, or of a part of it. Where the connection breaks, it goes
 * on behind what was read, if the file is still of the same generation. A file that is read as a
 * whole is compared with its checksum at the end. For one thread.
 */
final class GcsInputStream extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(GcsInputStream.class);

  private static final int PARTIAL = 206;

  private final GcsBucket bucket;
  private final String key;
  private final CRC32C crc = new CRC32C();
  private final Long generation;
  private final String checksum;
  private final long end;
  private HttpResponse response;
  private InputStream in;
  private long position;
  private int failures;
  private boolean checked;

  private GcsInputStream(GcsBucket bucket, String key, long from, long length) throws IOException {
    this.bucket = bucket;
    this.key = key;
    position = from;
    String range = range(from, length);
    response = bucket.ask(key, client -> request(client, range, null));
    HttpHeaders headers = response.getHeaders();
    Long sent = headers.getContentLength();
    String ranged = response.getStatusCode() == PARTIAL ? headers.getContentRange() : null;
    if (sent == null || (range != null && ranged == null) || sent > length) {
      response.disconnect();
      throw new IOException(
          bucket.where(key) + ": the server sent " + sent + " bytes for the range " + range);
    }
    end = from + sent;
    generation = GcsHeaders.generation(headers);
    // as in: bytes 0-99/100
    boolean whole = from == 0 && (range == null || ranged.endsWith("/" + sent));
    checksum = whole ? GcsHeaders.crc32c(headers) : null;
    in = response.getContent();
  }

  /**
   * Opens a file.
   *
   * @param length how many bytes are read at most; {@link Long#MAX_VALUE} for all
   */
  static InputStream open(GcsBucket bucket, String key, long from, long length) throws IOException {
    if (from < 0 || length < 0) {
      throw new IllegalArgumentException("from " + from + ", " + length + " bytes");
    }
    try {
      // there is no range without a byte; this one finds out whether the file is there
      InputStream in = new GcsInputStream(bucket, key, from, Math.max(1, length));
      if (length > 0) {
        return in;
      }
      in.close();
      return InputStream.nullInputStream();
    } catch (IOException e) {
      if (statusOfCause(e) == GcsFailures.NO_SUCH_RANGE) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int read = readOnce(buffer, offset, (int) Math.min(length, end - position));
      if (read > 0) {
        failures = 0;
        position += read;
        crc.update(buffer, offset, read);
        return read;
      }
    }
    checkOnce();
    return -1;
  }

  @Override
  public void close() {
    if (in != null) {
      disconnect();
      in = null;
    }
  }

  /** Reads, or opens the file again; returns how much was read, 0 at least. */
  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    if (in == null) {
      throw new IOException(bucket.where(key) + ": the stream is closed");
    }
    IOException broken;
    try {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        return read;
      }
      broken = new IOException("the server closed the connection");
    } catch (InterruptedIOException e) {
      // a time-out of the socket is one, too
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      broken = e;
    } catch (IOException e) {
      broken = e;
    }
    goOn(broken);
    return 0;
  }

  private void goOn(IOException broken) throws IOException {
    failures++;
    if (failures >= bucket.pauses().tries() || generation == null) {
      throw new IOException(
          bucket.where(key)
              + ": reading broke off at byte "
              + position
              + ", "
              + failures
              + " times: "
              + broken.getMessage(),
          broken);
    }
    LOG.debug("{}: reading goes on at byte {}", bucket.where(key), position, broken);
    disconnect();
    bucket.pauses().await(failures);
    String rest = range(position, end - position);
    try {
      response = bucket.ask(key, client -> request(client, rest, generation));
    } catch (IOException e) {
      if (statusOfCause(e) == GcsFailures.PRECONDITION_FAILED) {
        throw new IOException(bucket.where(key) + ": changed while it was read", e);
      }
      throw e;
    }
    if (response.getStatusCode() != PARTIAL) {
      disconnect();
      throw new IOException(bucket.where(key) + ": the server ignored the range " + rest);
    }
    in = response.getContent();
  }

  private void disconnect() {
    try {
      response.disconnect();
    } catch (IOException e) {
      LOG.debug("{}: closing the connection failed", bucket.where(key), e);
    }
  }

  /** Compares what was read with the checksum that is known of the file. */
  private void checkOnce() throws IOException {
    String read = LocalContent.base64(crc.getValue());
    if (!checked && checksum != null && !checksum.equals(read)) {
      throw new IOException(
          bucket.where(key) + ": read with checksum " + read + ", kept with " + checksum);
    }
    checked = true;
  }

  private HttpResponse request(Storage client, String range, Long only) throws IOException {
    Storage.Objects.Get get = client.objects().get(bucket.name(), key).setIfGenerationMatch(only);
    get.setReturnRawInputStream(true);
    get.getRequestHeaders().setRange(range);
    return get.executeMedia();
  }

  private static int statusOfCause(IOException e) {
    return e.getCause() instanceof IOException cause ? GcsFailures.status(cause) : 0;
  }

  private static String range(long from, long length) {
    if (length > Long.MAX_VALUE - from) {
      return from == 0 ? null : "bytes=" + from + "-";
    }
    return "bytes=" + from + "-" + (from + length - 1);
  }
}
