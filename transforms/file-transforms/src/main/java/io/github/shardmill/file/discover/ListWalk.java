package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds the files that a list names, in its order. Its cursor is an offset in the list. */
final class ListWalk implements Walk {
  private static final RelativePath NOTHING = RelativePath.of("");

  private final Path base;
  private final Path realBase;
  private final FilterRules rules;
  private final LocalDirectoryLister lister;
  private final FileList list;

  /**
   * Opens a walk.
   *
   * @param base the root of the source, absolute
   * @param list what to find, closed with the walk
   */
  ListWalk(Path base, FilterRules rules, FileList list) throws IOException {
    this.base = base.normalize();
    this.realBase = base.toRealPath();
    this.rules = rules;
    this.lister = new LocalDirectoryLister(realBase);
    this.list = list;
  }

  @Override
  public Finding next() throws IOException {
    byte[] written = list.next();
    return written == null ? null : find(RelativePath.ofBytes(written));
  }

  private Finding find(RelativePath written) {
    String cursor = Long.toString(list.offset());
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
    String reason = rules.reasonToExclude(scopeAbove(relative), relative, entry);
    return Finding.of(relative, entry, reason, cursor);
  }

  private Path resolve(RelativePath written) {
    byte[] bytes = written.bytes();
    return bytes[0] == '/'
        ? LocalPaths.resolve(
            base.getRoot(), RelativePath.ofBytes(Arrays.copyOfRange(bytes, 1, bytes.length)))
        : LocalPaths.resolve(base, written);
  }

  /** Returns the path below the base, however the base was written; null if it is elsewhere. */
  private RelativePath relativize(Path path) {
    if (path.startsWith(base)) {
      return path.equals(base) ? NOTHING : LocalPaths.relativize(base, path);
    }
    if (path.startsWith(realBase)) {
      return path.equals(realBase) ? NOTHING : LocalPaths.relativize(realBase, path);
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
    try {
      list.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
