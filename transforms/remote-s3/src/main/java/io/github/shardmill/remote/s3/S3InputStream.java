package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.ResumedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of a file, or of a part of it; goes on as long as the file has the same ETag. A file
 * that is read as a whole is compared with its checksum at the end, if it has one. For one thread.
 */
final class S3InputStream extends ResumedInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(S3InputStream.class);

  /** Where more is left than this, a lost connection is cheaper than reading to the end. */
  private static final long WORTH_READING = 64 << 10;

  private final S3Bucket bucket;
  private final String key;
  private final GetObjectResponse first;
  private final boolean whole;

  private S3InputStream(S3Bucket bucket, String key, long from, long length) throws IOException {
    super(bucket.where(key), bucket.pauses());
    this.bucket = bucket;
    this.key = key;
    String range = range(from, length);
    ResponseInputStream<GetObjectResponse> in =
        bucket.ask(key, client -> client.getObject(request(range, null)));
    first = in.response();
    String sent = first.contentRange();
    if (range != null && (sent == null || first.contentLength() > length)) {
      in.abort();
      throw new IOException(bucket.where(key) + ": the server ignored the range " + range);
    }
    // as in: bytes 0-99/100
    whole = from == 0 && (range == null || sent.endsWith("/" + first.contentLength()));
    begin(in, from, from + first.contentLength());
  }

  /**
   * Opens a file.
   *
   * @param length how many bytes are read at most; {@link Long#MAX_VALUE} for all
   */
  static InputStream open(S3Bucket bucket, String key, long from, long length) throws IOException {
    return open(
        from,
        length,
        most -> new S3InputStream(bucket, key, from, most),
        e -> statusOfCause(e) == S3Failures.NO_SUCH_RANGE);
  }

  @Override
  protected int readFrom(InputStream answer, byte[] buffer, int offset, int length)
      throws IOException {
    try {
      return answer.read(buffer, offset, length);
    } catch (AbortedException e) {
      throw S3Failures.of(e, bucket.where(key));
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  protected InputStream reopen(long from, long length) throws IOException {
    try {
      return bucket.ask(
          key, client -> client.getObject(request(range(from, length), first.eTag())));
    } catch (IOException e) {
      if (statusOfCause(e) == S3Failures.PRECONDITION_FAILED) {
        throw new IOException(bucket.where(key) + ": changed while it was read", e);
      }
      throw e;
    }
  }

  @Override
  protected void hangUp(InputStream answer, long left) {
    ResponseInputStream<?> in = (ResponseInputStream<?>) answer;
    try {
      if (left > WORTH_READING) {
        in.abort();
      } else {
        in.close();
      }
    } catch (IOException | SdkException e) {
      LOG.debug("{}: closing the connection failed", bucket.where(key), e);
      in.abort();
    }
  }

  @Override
  protected void check(InputStream answer, String checksum) throws IOException {
    try {
      // the client compares what it knows when it sees the end
      if (answer.read() >= 0) {
        throw new IOException(bucket.where(key) + ": more bytes than the server said");
      }
    } catch (SdkException e) {
      throw new IOException(bucket.where(key) + ": " + e.getMessage(), e);
    }
    String expected = first.metadata().get(Upload.CHECKSUM);
    if (whole && expected != null && !expected.equals(checksum)) {
      throw new IOException(
          bucket.where(key) + ": read with checksum " + checksum + ", written with " + expected);
    }
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

  private static int statusOfCause(IOException e) {
    return e.getCause() instanceof SdkException cause ? S3Failures.status(cause) : 0;
  }
}
