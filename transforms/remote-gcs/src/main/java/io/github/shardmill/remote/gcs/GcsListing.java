package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.RemoteEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in a directory, or all files below it: asked for in pages, each when the one before is
 * used up. For one thread.
 *
 * <p>An empty object whose name ends in a slash marks a directory, and is no file. Other objects
 * that no path leads to, because a part of their name is empty, are left out, and the log says how
 * many.
 */
final class GcsListing implements Iterator<RemoteEntry> {
  private static final Logger LOG = LoggerFactory.getLogger(GcsListing.class);
  private static final String SLASH = "/";

  private final GcsBucket bucket;
  private final String directory;
  private final String prefix;
  private final boolean deep;
  private Iterator<RemoteEntry> page = Collections.emptyIterator();
  private String token;
  private boolean last;
  private long nameless;
  private String firstNameless;

  private GcsListing(GcsBucket bucket, String directory, boolean deep) {
    this.bucket = bucket;
    this.directory = directory;
    this.deep = deep;
    prefix = prefix(directory);
  }

  /** Returns the children of a directory. */
  static Iterator<RemoteEntry> children(GcsBucket bucket, String directory) {
    return new GcsListing(bucket, directory, false);
  }

  /** Returns the files below a directory. */
  static Iterator<RemoteEntry> files(GcsBucket bucket, String directory) {
    return new GcsListing(bucket, directory, true);
  }

  /** Returns what the keys below a directory begin with. */
  static String prefix(String directory) {
    return directory.isEmpty() ? "" : directory + SLASH;
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
  public boolean hasNext() {
    while (!page.hasNext()) {
      if (last) {
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

  private Objects nextPage() {
    try {
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
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RemoteEntry> entries(Objects answer) {
    List<RemoteEntry> entries = new ArrayList<>();
    for (String below : orNone(answer.getPrefixes())) {
      String key = below.substring(0, below.length() - 1);
      if (isPath(key)) {
        entries.add(new RemoteEntry(key, true, 0, 0));
      } else {
        leaveOut(below);
      }
    }
    for (StorageObject object : orNone(answer.getItems())) {
      if (isPath(object.getName())) {
        entries.add(file(object.getName(), object));
      } else if (!isMarker(object)) {
        leaveOut(object.getName());
      }
    }
    return entries;
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }

  private boolean isPath(String key) {
    String below = SLASH + key.substring(Math.min(prefix.length(), key.length())) + SLASH;
    return !below.contains("//");
  }

  private static boolean isMarker(StorageObject object) {
    return BigInteger.ZERO.equals(object.getSize()) && object.getName().endsWith(SLASH);
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
