package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.object.ObjectListing;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;

/** What is in a directory of a bucket, or all files below it. For one thread. */
final class GcsListing extends ObjectListing {
  private final GcsBucket bucket;
  private final String directory;
  private final boolean deep;
  private String token;
  private boolean last;

  private GcsListing(GcsBucket bucket, String directory, boolean deep) {
    super(bucket.where(directory), directory);
    this.bucket = bucket;
    this.directory = directory;
    this.deep = deep;
  }

  /** Returns the children of a directory. */
  static Iterator<RemoteEntry> children(GcsBucket bucket, String directory) {
    return new GcsListing(bucket, directory, false);
  }

  /** Returns the files below a directory. */
  static Iterator<RemoteEntry> files(GcsBucket bucket, String directory) {
    return new GcsListing(bucket, directory, true);
  }

  /** Returns a file; its time is that of its content, which later metadata does not change. */
  static RemoteEntry file(String key, StorageObject object) {
    BigInteger size = object.getSize();
    return new RemoteEntry(
        key,
        false,
        size == null ? 0 : size.longValueExact(),
        object.getTimeCreated() == null ? 0 : object.getTimeCreated().getValue());
  }

  @Override
  protected boolean hasNextPage() {
    return !last;
  }

  @Override
  protected Page nextPage() throws IOException {
    String prefix = prefix(directory);
    Objects answer =
        bucket.ask(
            directory,
            client ->
                client
                    .objects()
                    .list(bucket.name())
                    .setPrefix(prefix.isEmpty() ? null : prefix)
                    .setDelimiter(deep ? null : SLASH)
                    .setPageToken(token)
                    .setFields("items(name,size,timeCreated),prefixes,nextPageToken")
                    .execute());
    token = answer.getNextPageToken();
    last = token == null;
    return new Page(
        orNone(answer.getPrefixes()),
        orNone(answer.getItems()).stream().map(object -> file(object.getName(), object)).toList());
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
