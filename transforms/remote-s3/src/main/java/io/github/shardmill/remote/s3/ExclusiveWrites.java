package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Whether the server knows {@code If-None-Match: *}. One that ignores it would let two writers
 * believe that each of them was the first, so it is asked once, with an empty file that is written
 * twice and deleted. Thread-safe.
 */
final class ExclusiveWrites {
  private static final Logger LOG = LoggerFactory.getLogger(ExclusiveWrites.class);
  private static final String PROBE = ".shardmill-probe-";

  private final S3Bucket bucket;
  private boolean known;

  ExclusiveWrites(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Makes sure that the server refuses to replace a file if it is told not to.
   *
   * @param key next to which the empty file is written
   * @throws IOException if it does not
   */
  synchronized void check(String key) throws IOException {
    if (known) {
      return;
    }
    String probe = key.substring(0, key.lastIndexOf('/') + 1) + PROBE + UUID.randomUUID();
    try {
      // an answer that got lost makes even the first one be refused, which says as much
      boolean refused = isRefused(probe);
      if (!refused) {
        refused = isRefused(probe);
      }
      if (!refused) {
        throw new IOException(unfit(key));
      }
      known = true;
    } finally {
      delete(probe);
    }
  }

  private boolean isRefused(String probe) throws IOException {
    PutObjectRequest request =
        bucket
            .placement()
            .in(PutObjectRequest.builder())
            .bucket(bucket.name())
            .key(probe)
            .ifNoneMatch("*")
            .build();
    try {
      bucket.client().putObject(request, RequestBody.empty());
      return false;
    } catch (SdkException e) {
      if (S3Failures.status(e) == S3Failures.PRECONDITION_FAILED) {
        return true;
      }
      if (S3Failures.status(e) == S3Failures.NOT_IMPLEMENTED) {
        throw new IOException(unfit(probe), e);
      }
      throw S3Failures.of(e, bucket.where(probe));
    }
  }

  private String unfit(String key) {
    return bucket.where(key)
        + ": this server does not know If-None-Match, so two writers could both win; what only one"
        + " may write needs another server";
  }

  private void delete(String probe) {
    try {
      bucket
          .client()
          .deleteObject(DeleteObjectRequest.builder().bucket(bucket.name()).key(probe).build());
    } catch (SdkException e) {
      LOG.warn("{}: an empty file stays", bucket.where(probe), e);
    }
  }
}
