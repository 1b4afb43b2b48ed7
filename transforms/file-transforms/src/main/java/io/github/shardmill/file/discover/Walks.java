package io.github.shardmill.file.discover;

import io.github.shardmill.file.discover.DirectoryScan.Pace;
import io.github.shardmill.file.discover.TreeWalk.Tree;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Opens the walk that a source asks for. */
final class Walks {
  private Walks() {}

  /**
   * Opens a walk.
   *
   * @param cursor where to go on, or {@link Walk#START}
   * @throws IOException if the source as a whole cannot be read
   */
  static Walk open(SourceSpec spec, FileFilter filter, String cursor) throws IOException {
    Path root = SourcePaths.root(spec.source());
    return switch (spec.kind()) {
      case TREE -> tree(new Tree(root, Optional.empty()), filter, cursor);
      case GLOB ->
          tree(new Tree(root, Optional.of(GlobPattern.compile(spec.detail()))), filter, cursor);
      case FILE -> {
        FilterRules rules = new FilterRules(filter.withHidden(true));
        yield new SingleFileWalk(Locations.path(URI.create(spec.detail())), rules, cursor);
      }
      case LIST -> {
        long offset = cursor.isEmpty() ? 0 : Long.parseLong(cursor);
        FileList list = new FileList(Locations.path(URI.create(spec.detail())), offset);
        yield new ListWalk(root, new FilterRules(filter.withHidden(true)), list);
      }
    };
  }

  private static Walk tree(Tree tree, FileFilter filter, String cursor) throws IOException {
    DirectoryLister lister = DirectoryLister.below(tree.root());
    Pace pace = lister.listsAttributes() ? Pace.REMOTE : Pace.DEFAULT;
    DirectoryScan scan = new DirectoryScan(lister, pace);
    return new TreeWalk(tree, new FilterRules(filter), scan, cursor);
  }
}
