package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes directory trees for tests, and walks them. */
final class Trees {
  private Trees() {}

  /** Writes a file that holds its own path, and the directories above it. */
  static Path file(Path root, String path) throws IOException {
    return file(root, path.getBytes(StandardCharsets.UTF_8));
  }

  static Path file(Path root, byte[] path) throws IOException {
    Path file = SourcePaths.resolve(root, RelativePath.ofBytes(path));
    Files.createDirectories(file.getParent());
    return Files.write(file, path);
  }

  static void files(Path root, String... paths) throws IOException {
    for (String path : paths) {
      file(root, path);
    }
  }

  /** Returns the names of the entries of a directory. */
  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  static Source source(Path root) {
    return new Source("s", root.toUri().toString());
  }

  static SourceSpec tree(Path root) {
    return SourceSpec.tree(source(root));
  }

  static List<Finding> walk(SourceSpec spec, FileFilter filter) throws IOException {
    try (Walk walk = Walks.open(spec, filter, Walk.START)) {
      return drain(walk);
    }
  }

  static List<Finding> walk(Path root, FileFilter filter) throws IOException {
    return walk(tree(root), filter);
  }

  static List<Finding> drain(Walk walk) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Finding found = walk.next(); found != null; found = walk.next()) {
      findings.add(found);
    }
    return findings;
  }

  /** Describes findings one per line: the path, and the reason where there is one. */
  static List<String> lines(List<Finding> findings) {
    return findings.stream().map(Trees::line).toList();
  }

  private static String line(Finding finding) {
    String path = finding.path().display();
    return switch (finding.kind()) {
      case FILE -> path;
      case EXCLUDED -> path + ": " + finding.reason();
      case PRUNED_DIRECTORY -> path + "/ pruned: " + finding.reason();
      case UNREADABLE_DIRECTORY -> path + "/ unreadable: " + finding.reason();
    };
  }
}
