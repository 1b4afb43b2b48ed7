package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.object.ObjectListing;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** What is in a directory of a bucket, or all files below it. For one thread. */
final class S3Listing extends ObjectListing {
  private final S3Bucket bucket;
  private final String directory;
  private final Iterator<ListObjectsV2Response> pages;

  private S3Listing(S3Bucket bucket, String directory, boolean deep) {
    super(bucket.where(directory), directory);
    this.bucket = bucket;
    this.directory = directory;
    pages =
        bucket
            .client()
            .listObjectsV2Paginator(
                ListObjectsV2Request.builder()
                    .bucket(bucket.name())
                    .prefix(prefix(directory))
                    .delimiter(deep ? null : SLASH)
                    // XML cannot carry every character that a name may have
                    .encodingType(EncodingType.URL)
                    .build())
            .iterator();
  }

  /** Returns the children of a directory. */
  static Iterator<RemoteEntry> children(S3Bucket bucket, String directory) {
    return new S3Listing(bucket, directory, false);
  }

  /** Returns the files below a directory. */
  static Iterator<RemoteEntry> files(S3Bucket bucket, String directory) {
    return new S3Listing(bucket, directory, true);
  }

  /**
   * Returns a file; in whole seconds, because S3 says no more of a file that is asked for alone.
   */
  static RemoteEntry file(String key, long size, Instant modified) {
    long seconds = modified == null ? 0 : modified.getEpochSecond();
    return new RemoteEntry(key, false, size, seconds * 1_000);
  }

  @Override
  protected boolean hasNextPage() {
    return pages.hasNext();
  }

  @Override
  protected Page nextPage() throws IOException {
    ListObjectsV2Response answer = bucket.ask(directory, client -> pages.next());
    return new Page(
        answer.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
        answer.contents().stream()
            .map(object -> file(object.key(), object.size(), object.lastModified()))
            .toList());
  }
}
