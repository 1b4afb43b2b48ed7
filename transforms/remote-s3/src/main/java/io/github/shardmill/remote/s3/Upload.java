package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * One local file on its way to one key. For one thread, and one call.
 *
 * <p>A failure does not say that nothing was written: the answer may have got lost, and what the
 * server says to the next try is about the file of the first. So after every failure this looks at
 * what is there, and knows its own file by a token.
 */
final class Upload {
  /** User metadata: the CRC-32C of the whole file, which S3 does not keep of one sent in parts. */
  static final String CHECKSUM = "shardmill-crc32c";

  private static final String TOKEN = "shardmill-put";
  private static final String IF_NOTHING_IS_THERE = "*";
  private static final String BYTES = "application/octet-stream";

  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final S3Bucket bucket;
  private final String key;
  private final LocalContent content;
  private final boolean exclusive;
  private final Map<String, String> metadata;

  Upload(S3Bucket bucket, String key, LocalContent content, boolean exclusive) {
    this.bucket = bucket;
    this.key = key;
    this.content = content;
    this.exclusive = exclusive;
    metadata = Map.of(TOKEN, UUID.randomUUID().toString(), CHECKSUM, content.checksum());
  }

  /**
   * Writes the file.
   *
   * @throws FileAlreadyExistsException if it is exclusive and another is there
   */
  void run() throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        send();
        return;
      } catch (SdkException e) {
        if (isThere(e)) {
          LOG.debug("{}: was written, in spite of a failure", bucket.where(key), e);
          return;
        }
        if (!isPassingConflict(e) || failures >= bucket.pauses().tries()) {
          throw S3Failures.of(e, bucket.where(key));
        }
      } catch (UncheckedIOException e) {
        throw new IOException(content.file() + ": " + e.getCause().getMessage(), e.getCause());
      }
      bucket.pauses().await(failures);
    }
  }

  private void send() throws IOException {
    if (content.parts() == 1) {
      sendWhole();
      return;
    }
    if (exclusive && find().isPresent()) {
      // says the same as the server would after all parts
      throw new FileAlreadyExistsException(bucket.where(key));
    }
    Parts parts = Parts.begin(bucket, key, metadata);
    parts.send(content);
    parts.complete(exclusive ? IF_NOTHING_IS_THERE : null);
  }

  private void sendWhole() throws IOException {
    PutObjectRequest request =
        bucket
            .placement()
            .in(PutObjectRequest.builder())
            .bucket(bucket.name())
            .key(key)
            .contentType(BYTES)
            .metadata(metadata)
            .checksumCRC32C(content.checksum())
            .ifNoneMatch(exclusive ? IF_NOTHING_IS_THERE : null)
            .build();
    try (FileSlice body = content.part(0)) {
      PutObjectResponse written = bucket.client().putObject(request, body.body());
      String kept = written.checksumCRC32C();
      if (kept != null && !kept.equals(content.checksum())) {
        throw new IOException(
            bucket.where(key)
                + ": kept with checksum "
                + kept
                + ", sent with "
                + content.checksum());
      }
    }
  }

  /**
   * Looks whether the file was written although the request failed.
   *
   * @throws FileAlreadyExistsException if the failure is that another file is there
   */
  private boolean isThere(SdkException failure) throws IOException {
    int status = S3Failures.status(failure);
    Optional<HeadObjectResponse> there;
    try {
      there = find();
    } catch (IOException e) {
      IOException unknown = S3Failures.of(failure, bucket.where(key));
      unknown.addSuppressed(e);
      throw unknown;
    }
    if (there.isPresent() && metadata.get(TOKEN).equals(there.get().metadata().get(TOKEN))) {
      return true;
    }
    boolean refused = status == S3Failures.PRECONDITION_FAILED;
    // the server's word is final, except that it is about another file or that it failed itself
    boolean unclear = status == 0 || status >= 500 || isPassingConflict(failure);
    if (exclusive && (refused || (unclear && there.isPresent()))) {
      FileAlreadyExistsException exists = new FileAlreadyExistsException(bucket.where(key));
      exists.initCause(failure);
      throw exists;
    }
    return false;
  }

  /** Returns what is there, if anything is. */
  private Optional<HeadObjectResponse> find() throws IOException {
    return S3Store.head(bucket, key);
  }

  /**
   * Whether another request got in the way, and nothing was written: two conditional ones at the
   * same time, or a delete. S3 wants the whole to be sent again.
   */
  private static boolean isPassingConflict(SdkException e) {
    String code = S3Failures.code(e);
    return S3Failures.status(e) == S3Failures.CONFLICT
        || code.equals("NoSuchUpload")
        || code.equals("NoSuchKey");
  }
}
