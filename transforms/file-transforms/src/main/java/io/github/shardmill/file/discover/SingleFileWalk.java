package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import java.nio.file.Path;

/** Finds one file, wherever links lead. */
final class SingleFileWalk implements Walk {
  private static final String END = "end";

  private final Path file;
  private final FilterRules rules;
  private boolean found;

  SingleFileWalk(Path file, FilterRules rules, String cursor) {
    this.file = file;
    this.rules = rules;
    this.found = cursor.equals(END);
  }

  @Override
  public Finding next() {
    if (found) {
      return null;
    }
    found = true;
    RelativePath path = RelativePath.ofBytes(LocalPaths.nameBytes(file));
    DirEntry entry = new LocalDirectoryLister(file.getRoot()).examineNamed(file);
    String reason =
        entry.isDirectory()
            ? "replaced by a directory"
            : rules.reasonToExclude(Scope.ROOT, path, entry);
    return Finding.of(path, entry, reason, END);
  }

  @Override
  public void close() {}
}
