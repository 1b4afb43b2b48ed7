package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.RemoteEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is in a directory, or all files below it: asked for in pages, each when the one before is
 * used up. For one thread.
 *
 * <p>An empty object whose name ends in a slash marks a directory, and is no file. Other objects
 * that no path leads to, because a part of their name is empty, are left out, and the log says how
 * many.
 */
final class S3Listing implements Iterator<RemoteEntry> {
  private static final Logger LOG = LoggerFactory.getLogger(S3Listing.class);
  private static final String SLASH = "/";

  private final S3Bucket bucket;
  private final String directory;
  private final String prefix;
  private final Iterator<ListObjectsV2Response> pages;
  private Iterator<RemoteEntry> page = Collections.emptyIterator();
  private long nameless;
  private String firstNameless;

  private S3Listing(S3Bucket bucket, String directory, boolean deep) {
    this.bucket = bucket;
    this.directory = directory;
    prefix = prefix(directory);
    pages =
        bucket
            .client()
            .listObjectsV2Paginator(
                ListObjectsV2Request.builder()
                    .bucket(bucket.name())
                    .prefix(prefix)
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

  /** Returns what the keys below a directory begin with. */
  static String prefix(String directory) {
    return directory.isEmpty() ? "" : directory + SLASH;
  }

  /**
   * Returns a file; in whole seconds, because S3 says no more of a file that is asked for alone.
   */
  static RemoteEntry file(String key, long size, Instant modified) {
    long seconds = modified == null ? 0 : modified.getEpochSecond();
    return new RemoteEntry(key, false, size, seconds * 1_000);
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext()) {
      if (!morePages()) {
        reportNameless();
        return false;
      }
      page = entries(nextPage()).iterator();
    }
    return true;
  }

  @Override
  public RemoteEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  private boolean morePages() {
    return pages.hasNext();
  }

  private ListObjectsV2Response nextPage() {
    try {
      return bucket.ask(directory, client -> pages.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RemoteEntry> entries(ListObjectsV2Response response) {
    List<RemoteEntry> entries = new ArrayList<>();
    for (CommonPrefix below : response.commonPrefixes()) {
      String key = below.prefix().substring(0, below.prefix().length() - 1);
      if (isPath(key)) {
        entries.add(new RemoteEntry(key, true, 0, 0));
      } else {
        leaveOut(below.prefix());
      }
    }
    for (S3Object object : response.contents()) {
      if (isPath(object.key())) {
        entries.add(file(object.key(), object.size(), object.lastModified()));
      } else if (!isMarker(object)) {
        leaveOut(object.key());
      }
    }
    return entries;
  }

  private boolean isPath(String key) {
    String below = SLASH + key.substring(Math.min(prefix.length(), key.length())) + SLASH;
    return !below.contains("//");
  }

  private static boolean isMarker(S3Object object) {
    return object.size() == 0 && object.key().endsWith(SLASH);
  }

  private void leaveOut(String key) {
    if (nameless == 0) {
      firstNameless = key;
    }
    nameless++;
  }

  private void reportNameless() {
    if (nameless > 0) {
      LOG.warn(
          "{}: {} names are no paths and were left out, the first of them {}",
          bucket.where(directory),
          nameless,
          firstNameless);
      nameless = 0;
    }
  }
}
