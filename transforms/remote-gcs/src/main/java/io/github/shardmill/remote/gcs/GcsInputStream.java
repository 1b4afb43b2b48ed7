package io.github.shardmill.remote.gcs;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage;
import io.github.shardmill.remote.object.ResumedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a file as they are stored, or of a part of it; goes on as long as the file is of the
 * same generation. A file that is read as a whole is compared with its checksum at the end. For one
 * thread.
 */
final class GcsInputStream extends ResumedInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(GcsInputStream.class);

  private static final int PARTIAL = 206;

  private final GcsBucket bucket;
  private final String key;
  private final Long generation;
  private final String expected;
  private HttpResponse response;

  private GcsInputStream(GcsBucket bucket, String key, long from, long length) throws IOException {
    super(bucket.where(key), bucket.pauses());
    this.bucket = bucket;
    this.key = key;
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
    generation = GcsHeaders.generation(headers);
    // as in: bytes 0-99/100
    boolean whole = from == 0 && (range == null || ranged.endsWith("/" + sent));
    expected = whole ? GcsHeaders.crc32c(headers) : null;
    begin(response.getContent(), from, from + sent);
  }

  /**
   * Opens a file.
   *
   * @param length how many bytes are read at most; {@link Long#MAX_VALUE} for all
   */
  static InputStream open(GcsBucket bucket, String key, long from, long length) throws IOException {
    return open(
        from,
        length,
        most -> new GcsInputStream(bucket, key, from, most),
        e -> statusOfCause(e) == GcsFailures.NO_SUCH_RANGE);
  }

  @Override
  protected boolean canGoOn() {
    return generation != null;
  }

  @Override
  protected InputStream reopen(long from, long length) throws IOException {
    String rest = range(from, length);
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
    return response.getContent();
  }

  @Override
  protected void hangUp(InputStream answer, long left) {
    disconnect();
  }

  private void disconnect() {
    try {
      response.disconnect();
    } catch (IOException e) {
      LOG.debug("{}: closing the connection failed", bucket.where(key), e);
    }
  }

  @Override
  protected void check(InputStream answer, String checksum) throws IOException {
    if (expected != null && !expected.equals(checksum)) {
      throw new IOException(
          bucket.where(key) + ": read with checksum " + checksum + ", kept with " + expected);
    }
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
}
