package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of a file, or of a part of it. Where the connection breaks, it goes on behind what was
 * read, if the file is still the same. A file that is read as a whole is compared with its checksum
 * at the end, if it has one. For one thread.
 */
final class S3InputStream extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(S3InputStream.class);

  /** Where more is left than this, a lost connection is cheaper than reading to the end. */
  private static final long WORTH_READING = 64 << 10;

  private final S3Bucket bucket;
  private final String key;
  private final CRC32C crc = new CRC32C();
  private final GetObjectResponse first;
  private final boolean whole;
  private final long end;
  private ResponseInputStream<GetObjectResponse> in;
  private long position;
  private int failures;
  private boolean checked;

  private S3InputStream(S3Bucket bucket, String key, long from, long length) throws IOException {
    this.bucket = bucket;
    this.key = key;
    position = from;
    String range = range(from, length);
    in = bucket.ask(key, client -> client.getObject(request(range, null)));
    first = in.response();
    end = from + first.contentLength();
    String sent = first.contentRange();
    if (range != null && (sent == null || first.contentLength() > length)) {
      in.abort();
      throw new IOException(bucket.where(key) + ": the server ignored the range " + range);
    }
    // as in: bytes 0-99/100
    whole = from == 0 && (range == null || sent.endsWith("/" + first.contentLength()));
  }

  /**
   * Opens a file.
   *
   * @param length how many bytes are read at most; {@link Long#MAX_VALUE} for all
   */
  static InputStream open(S3Bucket bucket, String key, long from, long length) throws IOException {
    if (from < 0 || length < 0) {
      throw new IllegalArgumentException("from " + from + ", " + length + " bytes");
    }
    try {
      // there is no range without a byte; this one finds out whether the file is there
      InputStream in = new S3InputStream(bucket, key, from, Math.max(1, length));
      if (length > 0) {
        return in;
      }
      in.close();
      return InputStream.nullInputStream();
    } catch (IOException e) {
      if (e.getCause() instanceof SdkException cause
          && S3Failures.status(cause) == S3Failures.NO_SUCH_RANGE) {
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
    if (in == null) {
      return;
    }
    try {
      if (end - position > WORTH_READING) {
        in.abort();
      } else {
        in.close();
      }
    } catch (IOException | SdkException e) {
      LOG.debug("{}: closing the connection failed", bucket.where(key), e);
      in.abort();
    }
    in = null;
  }

  /** Reads, or opens the file again; returns how much was read, 0 at least. */
  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    if (in == null) {
      throw new IOException(bucket.where(key) + ": the stream is closed");
    }
    Exception broken;
    try {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        return read;
      }
      broken = new IOException("the server closed the connection");
    } catch (AbortedException e) {
      throw S3Failures.of(e, bucket.where(key));
    } catch (InterruptedIOException e) {
      // a time-out of the socket is one, too
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      broken = e;
    } catch (IOException | SdkException e) {
      broken = e;
    }
    goOn(broken);
    return 0;
  }

  private void goOn(Exception broken) throws IOException {
    failures++;
    if (failures >= bucket.pauses().tries()) {
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
    in.abort();
    bucket.pauses().await(failures);
    try {
      in =
          bucket.ask(
              key,
              client -> client.getObject(request(range(position, end - position), first.eTag())));
    } catch (IOException e) {
      if (e.getCause() instanceof SdkException cause
          && S3Failures.status(cause) == S3Failures.PRECONDITION_FAILED) {
        throw new IOException(bucket.where(key) + ": changed while it was read", e);
      }
      throw e;
    }
  }

  /** Compares what was read with the checksums that are known of the file. */
  private void checkOnce() throws IOException {
    if (checked || in == null) {
      return;
    }
    try {
      // the client compares what it knows when it sees the end
      if (in.read() >= 0) {
        throw new IOException(bucket.where(key) + ": more bytes than the server said");
      }
    } catch (SdkException e) {
      throw new IOException(bucket.where(key) + ": " + e.getMessage(), e);
    }
    String expected = first.metadata().get(Upload.CHECKSUM);
    String read = LocalContent.base64(crc.getValue());
    if (whole && expected != null && !expected.equals(read)) {
      throw new IOException(
          bucket.where(key) + ": read with checksum " + read + ", written with " + expected);
    }
    checked = true;
  }

  private GetObjectRequest request(String range, String etag) {
    return bucket
        .placement()
        .in(GetObjectRequest.builder())
        .bucket(bucket.name())
        .key(key)
        .range(range)
        .ifMatch(etag)
        // S3 knows no checksum of a range
        .checksumMode(range == null ? ChecksumMode.ENABLED : null)
        .build();
  }

  private static String range(long from, long length) {
    if (length > Long.MAX_VALUE - from) {
      return from == 0 ? null : "bytes=" + from + "-";
    }
    return "bytes=" + from + "-" + (from + length - 1);
  }
}
