package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A file that is sent or copied in parts, one after the other: nobody sees any before the last
 * step. Whatever fails ends the whole, and frees what the parts take. For one thread.
 */
final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final S3Bucket bucket;
  private final String key;
  private final String upload;
  private final List<CompletedPart> done = new ArrayList<>();
  private long size;

  private Parts(S3Bucket bucket, String key, String upload) {
    this.bucket = bucket;
    this.key = key;
    this.upload = upload;
  }

  /** Begins a file whose parts are sent, with a checksum each. */
  static Parts begin(S3Bucket bucket, String key, Map<String, String> metadata) {
    return begin(
        bucket,
        CreateMultipartUploadRequest.builder()
            .key(key)
            .metadata(metadata)
            .contentType("application/octet-stream")
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C));
  }

  /** Begins a file as a request describes it, which must name the key. */
  static Parts begin(S3Bucket bucket, CreateMultipartUploadRequest.Builder described) {
    CreateMultipartUploadRequest request =
        bucket.placement().in(described).bucket(bucket.name()).build();
    String upload = bucket.client().createMultipartUpload(request).uploadId();
    return new Parts(bucket, request.key(), upload);
  }

  /** Sends all parts of a local file. */
  void send(LocalContent content) throws IOException {
    boolean sent = false;
    try {
      for (int part = 0; part < content.parts(); part++) {
        send(content, part);
      }
      size = content.size();
      sent = true;
    } finally {
      if (!sent) {
        abort();
      }
    }
  }

  /** Copies all parts of another file, if it is still the one that an ETag tells. */
  void copy(String from, String etag, long bytes) {
    boolean copied = false;
    try {
      long partSize = bucket.limits().copyPartOf(bytes);
      for (long first = 0; first < bytes; first += partSize) {
        copyPart(from, etag, "bytes=" + first + "-" + (Math.min(bytes, first + partSize) - 1));
      }
      size = bytes;
      copied = true;
    } finally {
      if (!copied) {
        abort();
      }
    }
  }

  /**
   * Makes the file of the parts.
   *
   * @param ifNoneMatch what must not be there; null for no condition
   */
  void complete(String ifNoneMatch) {
    boolean completed = false;
    try {
      bucket
          .client()
          .completeMultipartUpload(
              bucket
                  .placement()
                  .in(CompleteMultipartUploadRequest.builder())
                  .bucket(bucket.name())
                  .key(key)
                  .uploadId(upload)
                  .multipartUpload(CompletedMultipartUpload.builder().parts(done).build())
                  .mpuObjectSize(size)
                  .ifNoneMatch(ifNoneMatch)
                  .build());
      completed = true;
    } finally {
      if (!completed) {
        abort();
      }
    }
  }

  private void send(LocalContent content, int part) throws IOException {
    String checksum = content.partChecksums().get(part);
    try (FileSlice body = content.part(part)) {
      UploadPartResponse response =
          bucket
              .client()
              .uploadPart(
                  bucket
                      .placement()
                      .in(UploadPartRequest.builder())
                      .bucket(bucket.name())
                      .key(key)
                      .uploadId(upload)
                      .partNumber(part + 1)
                      .checksumCRC32C(checksum)
                      .build(),
                  body.body());
      done.add(
          CompletedPart.builder()
              .partNumber(part + 1)
              .eTag(response.eTag())
              .checksumCRC32C(checksum)
              .build());
    }
  }

  private void copyPart(String from, String etag, String range) {
    int number = done.size() + 1;
    UploadPartCopyResponse response =
        bucket
            .client()
            .uploadPartCopy(
                bucket
                    .placement()
                    .in(UploadPartCopyRequest.builder())
                    .sourceBucket(bucket.name())
                    .sourceKey(from)
                    .copySourceIfMatch(etag)
                    .copySourceRange(range)
                    .destinationBucket(bucket.name())
                    .destinationKey(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .build());
    done.add(
        CompletedPart.builder().partNumber(number).eTag(response.copyPartResult().eTag()).build());
  }

  /** Frees what the parts take. Does no harm to a file that was completed after all. */
  private void abort() {
    try {
      bucket
          .client()
          .abortMultipartUpload(
              AbortMultipartUploadRequest.builder()
                  .bucket(bucket.name())
                  .key(key)
                  .uploadId(upload)
                  .build());
    } catch (SdkException e) {
      if (S3Failures.status(e) != S3Failures.NOT_FOUND) {
        LOG.warn(
            "{}: the parts of a failed upload stay until they are swept", bucket.where(key), e);
      }
    }
  }
}
