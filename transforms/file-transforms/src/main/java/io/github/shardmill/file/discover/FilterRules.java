package io.github.shardmill.file.discover;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link FileFilter} made ready for use. Immutable and thread-safe. */
final class FilterRules {
  private static final String HIDDEN = "hidden";
  private static final String NOT_INCLUDED = "not included";
  private static final String OWN = "the index itself, or its work files";

  private final FileFilter filter;
  private final List<GlobPattern> includes;
  private final List<GlobPattern> excludes;
  private final Set<Object> ownKeys;

  FilterRules(FileFilter filter) {
    this.filter = filter;
    this.includes = filter.includes().stream().map(GlobPattern::compile).toList();
    this.excludes = filter.excludes().stream().map(GlobPattern::compile).toList();
    this.ownKeys = keys(filter.ownDirectories());
  }

  private static Set<Object> keys(List<String> directories) {
    Set<Object> keys = new HashSet<>();
    for (String directory : directories) {
      Path path = Locations.path(directory);
      try {
        keys.add(
            Locations.isRemote(path)
                ? path.normalize().toString()
                : Files.readAttributes(path, BasicFileAttributes.class).fileKey());
      } catch (IOException notThere) {
        // One that is not there yet has nothing in it that a walk could find.
      }
    }
    return keys;
  }

  /**
   * What holds for everything in a directory.
   *
   * @param excluded why everything in it is excluded; null if it is not
   * @param included whether an include matched the directory or one above it
   */
  record Scope(String excluded, boolean included) {
    /** The scope of a root: nothing is decided. */
    static final Scope ROOT = new Scope(null, false);
  }

  /** Returns what holds in a directory, given what holds in the one above it. */
  Scope enter(Scope above, RelativePath directory, boolean hidden) {
    if (above.excluded() != null) {
      return above;
    }
    if (hides(hidden)) {
      return new Scope(HIDDEN, false);
    }
    if (excludes.isEmpty() && includes.isEmpty()) {
      return above;
    }
    String path = directory.text();
    return new Scope(excludedBy(path, true), above.included() || isIncluded(path, true));
  }

  /** Returns why a directory is skipped as a whole, or null if it is walked. */
  String reasonToPrune(Scope scope, DirEntry directory) {
    if (directory.fileKey() != null && ownKeys.contains(directory.fileKey())) {
      return OWN;
    }
    return filter.prune() ? scope.excluded() : null;
  }

  /** Returns why an entry that is no directory is left out, or null if it is wanted. */
  String reasonToExclude(Scope scope, RelativePath file, DirEntry entry) {
    if (scope.excluded() != null) {
      return scope.excluded();
    }
    if (hides(entry.isHidden())) {
      return HIDDEN;
    }
    if (!excludes.isEmpty() || !includes.isEmpty()) {
      String path = file.text();
      String reason = excludedBy(path, false);
      if (reason != null) {
        return reason;
      }
      if (!includes.isEmpty() && !scope.included() && !isIncluded(path, false)) {
        return NOT_INCLUDED;
      }
    }
    return entry.size() > filter.maxFileSizeBytes()
        ? "larger than " + filter.maxFileSizeBytes() + " bytes"
        : entry.problem();
  }

  private boolean hides(boolean hidden) {
    return hidden && !filter.hidden();
  }

  private String excludedBy(String path, boolean directory) {
    for (GlobPattern exclude : excludes) {
      if (exclude.matches(path, directory)) {
        return "excluded by " + exclude;
      }
    }
    return null;
  }

  private boolean isIncluded(String path, boolean directory) {
    return includes.stream().anyMatch(include -> include.matches(path, directory));
  }
}
