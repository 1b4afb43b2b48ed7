package io.github.shardmill.remote.object;

import io.github.shardmill.remote.RemoteEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
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
public abstract class ObjectListing implements Iterator<RemoteEntry> {
  /** What parts a name, and what makes the server take names together. */
  protected static final String SLASH = "/";

  private static final Logger LOG = LoggerFactory.getLogger(ObjectListing.class);

  private final String where;
  private final String prefix;
  private Iterator<RemoteEntry> page = Collections.emptyIterator();
  private long nameless;
  private String firstNameless;

  /**
   * Asks for nothing yet.
   *
   * @param where the whole location of the directory, for messages
   */
  protected ObjectListing(String where, String directory) {
    this.where = where;
    prefix = prefix(directory);
  }

  /**
   * What the server sent at once.
   *
   * @param directories what names that it took together begin with, each up to its slash
   * @param objects the others, as if each were a file
   */
  public record Page(List<String> directories, List<RemoteEntry> objects) {}

  /** Returns whether there is another page, as far as the server said. */
  protected abstract boolean hasNextPage();

  /** Asks for the next page. */
  protected abstract Page nextPage() throws IOException;

  /** Returns what the keys below a directory begin with. */
  public static String prefix(String directory) {
    return directory.isEmpty() ? "" : directory + SLASH;
  }

  /**
   * Returns whether there is another entry.
   *
   * @throws UncheckedIOException if the server cannot be asked
   */
  @Override
  public final boolean hasNext() {
    while (!page.hasNext()) {
      if (!hasNextPage()) {
        reportNameless();
        return false;
      }
      try {
        page = entries(nextPage()).iterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return true;
  }

  @Override
  public final RemoteEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  private List<RemoteEntry> entries(Page answer) {
    List<RemoteEntry> entries = new ArrayList<>();
    for (String below : answer.directories()) {
      String key = below.substring(0, below.length() - 1);
      if (isPath(key)) {
        entries.add(new RemoteEntry(key, true, 0, 0));
      } else {
        leaveOut(below);
      }
    }
    for (RemoteEntry object : answer.objects()) {
      if (isPath(object.key())) {
        entries.add(object);
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

  private static boolean isMarker(RemoteEntry object) {
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
          where,
          nameless,
          firstNameless);
      nameless = 0;
    }
  }
}
