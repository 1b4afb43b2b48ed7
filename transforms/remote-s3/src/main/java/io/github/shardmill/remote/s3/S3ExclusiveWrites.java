package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.ExclusiveWrites;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Whether a server of S3 knows {@code If-None-Match: *}. Thread-safe. */
final class S3ExclusiveWrites extends ExclusiveWrites {
  private final S3Bucket bucket;

  S3ExclusiveWrites(S3Bucket bucket) {
    super("If-None-Match", bucket::where);
    this.bucket = bucket;
  }

  @Override
  protected boolean isRefused(String key) throws IOException {
    PutObjectRequest request =
        bucket
            .placement()
            .in(PutObjectRequest.builder())
            .bucket(bucket.name())
            .key(key)
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
        throw new IOException(unfit(key), e);
      }
      throw S3Failures.of(e, bucket.where(key));
    }
  }

  @Override
  protected void deleteFile(String key) throws IOException {
    DeleteObjectRequest request =
        DeleteObjectRequest.builder().bucket(bucket.name()).key(key).build();
    bucket.ask(key, client -> client.deleteObject(request));
  }
}
