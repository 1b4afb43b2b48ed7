package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Copies files inside a bucket, without their bytes coming by. Stateless. */
final class Copy {
  private Copy() {}

  /**
   * Copies a file with its metadata; the target is replaced whole or not at all.
   *
   * @throws NoSuchFileException if there is no such file
   */
  static void run(S3Bucket bucket, String from, String to) throws IOException {
    Optional<HeadObjectResponse> source = S3Store.head(bucket, from);
    if (source.isEmpty()) {
      throw new NoSuchFileException(bucket.where(from));
    }
    if (from.equals(to)) {
      return;
    }
    try {
      if (source.get().contentLength() <= bucket.limits().copy()) {
        copyWhole(bucket, from, to);
      } else {
        copyParts(bucket, from, source.get(), to);
      }
    } catch (SdkException e) {
      throw S3Failures.of(e, bucket.where(from) + " -> " + bucket.where(to));
    }
  }

  private static void copyWhole(S3Bucket bucket, String from, String to) {
    bucket
        .client()
        .copyObject(
            bucket
                .placement()
                .in(CopyObjectRequest.builder())
                .sourceBucket(bucket.name())
                .sourceKey(from)
                .destinationBucket(bucket.name())
                .destinationKey(to)
                .build());
  }

  private static void copyParts(
      S3Bucket bucket, String from, HeadObjectResponse source, String to) {
    Parts parts =
        Parts.begin(
            bucket,
            CreateMultipartUploadRequest.builder()
                .key(to)
                .metadata(source.metadata())
                .contentType(source.contentType())
                .contentEncoding(source.contentEncoding()));
    parts.copy(from, source.eTag(), source.contentLength());
    parts.complete(null);
  }
}
