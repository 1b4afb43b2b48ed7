package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds the files that a list names, in its order. Its cursor is an offset in the list.
 *
 * <p>On another machine each file is a question and an answer, so that some are asked about at the
 * same time, ahead of need.
 */
final class ListWalk implements Walk {
  private static final RelativePath NOTHING = RelativePath.of("");
  private static final int THREADS = 8;
  private static final int ASKED_AHEAD = 4 * THREADS;

  private final Path base;
  private final Path realBase;
  private final FilterRules rules;
  private final DirectoryLister lister;
  private final FileList list;
  private final Deque<Future<Finding>> ahead = new ArrayDeque<>();
  private final Optional<ExecutorService> askers;

  /**
   * Opens a walk.
   *
   * @param base the root of the source, absolute
   * @param list what to find, closed with the walk
   */
  ListWalk(Path base, FilterRules rules, FileList list) throws IOException {
    boolean isRemote = Locations.isRemote(base);
    this.base = base.normalize();
    this.realBase = isRemote ? this.base : base.toRealPath();
    this.rules = rules;
    this.lister = DirectoryLister.below(base);
    this.list = list;
    this.askers =
        isRemote
            ? Optional.of(Executors.newFixedThreadPool(THREADS, ListWalk::asker))
            : Optional.empty();
  }

  private static Thread asker(Runnable asking) {
    Thread thread = new Thread(asking, "shardmill-list");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Finding next() throws IOException {
    if (askers.isPresent()) {
      askAhead(askers.get());
      return ahead.isEmpty() ? null : answer(ahead.remove());
    }
    byte[] written = list.next();
    return written == null ? null : find(RelativePath.ofBytes(written), cursor());
  }

  private void askAhead(ExecutorService threads) throws IOException {
    while (ahead.size() < ASKED_AHEAD) {
      byte[] written = list.next();
      if (written == null) {
        return;
      }
      String cursor = cursor();
      ahead.add(threads.submit(() -> find(RelativePath.ofBytes(written), cursor)));
    }
  }

  private static Finding answer(Future<Finding> question) throws IOException {
    try {
      return question.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for the files of a list");
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking for the files of a list failed", e);
    }
  }

  private String cursor() {
    return Long.toString(list.offset());
  }

  private Finding find(RelativePath written, String cursor) {
    Path path;
    RelativePath relative;
    try {
      path = resolve(written).normalize();
      relative = relativize(path);
    } catch (IllegalArgumentException e) {
      return refused(written, "not a path", cursor);
    }
    if (relative == null) {
      return refused(written, "outside of the base directory", cursor);
    }
    if (relative.equals(NOTHING)) {
      return refused(written, "a directory in a list is not walked", cursor);
    }
    DirEntry entry = lister.examineNamed(path);
    if (entry.isDirectory()) {
      return refused(relative, "a directory in a list is not walked", cursor);
    }
    if (entry.kind() == DirEntry.Kind.UNKNOWN) {
      return Finding.unknown(relative, entry, cursor);
    }
    String reason = rules.reasonToExclude(scopeAbove(relative), relative, entry);
    return Finding.of(relative, entry, reason, cursor);
  }

  private Path resolve(RelativePath written) {
    if (Locations.isRemote(base) && Locations.isRemote(written.text())) {
      return Locations.path(written.text());
    }
    byte[] bytes = written.bytes();
    return bytes[0] == '/'
        ? SourcePaths.resolve(
            base.getRoot(), RelativePath.ofBytes(Arrays.copyOfRange(bytes, 1, bytes.length)))
        : SourcePaths.resolve(base, written);
  }

  /** Returns the path below the base, however the base was written; null if it is elsewhere. */
  private RelativePath relativize(Path path) {
    if (path.startsWith(base)) {
      return path.equals(base) ? NOTHING : SourcePaths.relativize(base, path);
    }
    if (path.startsWith(realBase)) {
      return path.equals(realBase) ? NOTHING : SourcePaths.relativize(realBase, path);
    }
    return null;
  }

  private Scope scopeAbove(RelativePath file) {
    byte[] bytes = file.bytes();
    Scope scope = Scope.ROOT;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/') {
        RelativePath directory = RelativePath.ofBytes(Arrays.copyOf(bytes, i));
        scope = rules.enter(scope, directory, false);
      }
    }
    return scope;
  }

  private static Finding refused(RelativePath path, String reason, String cursor) {
    return new Finding(Finding.Kind.EXCLUDED, path, 0, 0, reason, cursor);
  }

  @Override
  public void close() {
    askers.ifPresent(ExecutorService::shutdownNow);
    try {
      list.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
