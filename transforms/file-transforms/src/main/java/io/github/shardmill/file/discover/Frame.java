package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Predicate;

/** One directory that a walk is in: its entries and how far the walk got. Used by one thread. */
final class Frame {
  private final Path directory;
  private final byte[] prefix;
  private final DirEntry self;
  private final Scope scope;
  private final Map<Integer, ForkJoinTask<DirEntry[]>> ahead = new HashMap<>();
  private DirEntry[] entries = {};
  private int next;
  private int nextAhead;

  /**
   * Creates a frame without entries.
   *
   * @param prefix the directory's path below the root with {@code /} at its end; empty for the root
   */
  Frame(Path directory, byte[] prefix, DirEntry self, Scope scope) {
    this.directory = directory;
    this.prefix = prefix;
    this.self = self;
    this.scope = scope;
  }

  void fill(DirEntry[] sorted) {
    entries = sorted;
  }

  boolean hasNext() {
    return next < entries.length;
  }

  /** Returns the next entry and lets go of it, so that memory falls while the walk goes on. */
  DirEntry take() {
    DirEntry entry = entries[next];
    entries[next++] = null;
    return entry;
  }

  /** Returns what an entry is ordered by: its path below the root, {@code /} after a directory. */
  byte[] key(DirEntry entry) {
    byte[] name = entry.name();
    int length = prefix.length + name.length;
    byte[] key = Arrays.copyOf(prefix, entry.isDirectory() ? length + 1 : length);
    System.arraycopy(name, 0, key, prefix.length, name.length);
    if (entry.isDirectory()) {
      key[length] = '/';
    }
    return key;
  }

  Path child(DirEntry entry) {
    return SourcePaths.resolve(directory, RelativePath.ofBytes(entry.name()));
  }

  Path directory() {
    return directory;
  }

  Scope scope() {
    return scope;
  }

  Object fileKey() {
    return self.fileKey();
  }

  boolean isLink() {
    return self.isLink();
  }

  /** Begins to scan the directories that come next, as many as the scan wants. */
  void scanAhead(DirectoryScan scan, Predicate<DirEntry> wanted) {
    nextAhead = Math.max(nextAhead, next);
    while (nextAhead < entries.length && ahead.size() < scan.directoriesAhead()) {
      DirEntry entry = entries[nextAhead];
      if (entry.isDirectory() && wanted.test(entry)) {
        ahead.put(nextAhead, scan.scanAhead(child(entry)));
      }
      nextAhead++;
    }
  }

  /** Returns the entries of the directory taken last if it was scanned ahead, otherwise null. */
  DirEntry[] takeAhead() throws IOException {
    ForkJoinTask<DirEntry[]> task = ahead.remove(next - 1);
    if (task == null) {
      return null;
    }
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while listing");
    } catch (ExecutionException e) {
      throw listingFailure(e);
    }
  }

  /** Lets go of a scan ahead of the directory taken last, which turned out not to be needed. */
  void forgetAhead() {
    ForkJoinTask<DirEntry[]> task = ahead.remove(next - 1);
    if (task != null) {
      task.cancel(true);
    }
  }

  private static IOException listingFailure(ExecutionException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException failure) {
      return failure;
    }
    throw new IllegalStateException("listing ahead failed", e);
  }
}
