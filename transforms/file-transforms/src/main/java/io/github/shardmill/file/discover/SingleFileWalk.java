package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.FilterRules.Scope;
import java.io.IOException;
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
  public Finding next() throws IOException {
    if (found) {
      return null;
    }
    found = true;
    RelativePath path = RelativePath.ofBytes(SourcePaths.nameBytes(file));
    DirEntry entry = DirectoryLister.below(file.getRoot()).examineNamed(file);
    if (entry.kind() == DirEntry.Kind.UNKNOWN) {
      return Finding.unknown(path, entry, END);
    }
    String reason =
        entry.isDirectory()
            ? "replaced by a directory"
            : rules.reasonToExclude(Scope.ROOT, path, entry);
    return Finding.of(path, entry, reason, END);
  }

  @Override
  public void close() {}
}
