package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Ends uploads that nobody goes on with: their parts are paid for, and no listing shows them. */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private Sweep() {}

  /** Ends the uploads below a directory that began before some time. */
  static void run(S3Bucket bucket, String directory, Instant before) throws IOException {
    ListMultipartUploadsRequest request =
        ListMultipartUploadsRequest.builder()
            .bucket(bucket.name())
            .prefix(S3Listing.prefix(directory))
            .encodingType(EncodingType.URL)
            .build();
    Iterator<ListMultipartUploadsResponse> pages =
        bucket.client().listMultipartUploadsPaginator(request).iterator();
    IOException failed = null;
    while (pages.hasNext()) {
      ListMultipartUploadsResponse page = bucket.ask(directory, client -> pages.next());
      for (MultipartUpload upload : page.uploads()) {
        if (upload.initiated().isBefore(before)) {
          failed = end(bucket, upload, failed);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** Ends an upload; returns the first failure of all, which does not keep from ending others. */
  private static IOException end(S3Bucket bucket, MultipartUpload upload, IOException failed) {
    try {
      bucket.ask(
          upload.key(),
          client ->
              client.abortMultipartUpload(
                  AbortMultipartUploadRequest.builder()
                      .bucket(bucket.name())
                      .key(upload.key())
                      .uploadId(upload.uploadId())
                      .build()));
      LOG.info("{}: ended an upload of {}", bucket.where(upload.key()), upload.initiated());
      return failed;
    } catch (NoSuchFileException e) {
      LOG.debug("{}: the upload ended meanwhile", bucket.where(upload.key()), e);
      return failed;
    } catch (IOException e) {
      return failed == null ? e : failed;
    }
  }
}
