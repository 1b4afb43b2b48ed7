package io.github.shardmill.file.discover;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * Which files of a source are wanted. Immutable; {@link #DEFAULT} takes all that is not hidden.
 *
 * <p>Globs are matched against the path below the root, and are case-sensitive:
 *
 * <ul>
 *   <li>{@code *} is any characters but {@code /}; {@code ?} is one character but {@code /};
 *   <li>{@code **} is any characters; as a whole part of the path it is any number of directories,
 *       none included;
 *   <li>{@code {a,b}} is one of the alternatives, which may hold wildcards; {@code \} takes the
 *       next character as it is; all other characters stand for themselves;
 *   <li>a glob without {@code /} is matched against the name at any depth, one with {@code /}
 *       against the whole path; {@code /} at the beginning only anchors it at the root, {@code /}
 *       at the end makes it match directories only;
 *   <li>a glob that matches a directory matches everything in it.
 * </ul>
 *
 * @param includes if not empty, a file must match one of these globs
 * @param excludes a file that matches one of these globs is left out, even if it is included
 * @param hidden whether files and directories whose name begins with a dot are wanted
 * @param prune whether hidden and excluded directories are skipped and reported as a whole;
 *     otherwise they are walked and every file in them is counted as excluded
 * @param maxFileSizeBytes longer files are left out; {@link #UNLIMITED} for no limit
 * @param ownDirectories absolute paths of directories that the program itself writes to; below a
 *     root they are skipped and reported as a whole, under whatever name a walk gets there, even if
 *     they are included
 */
public record FileFilter(
    List<String> includes,
    List<String> excludes,
    boolean hidden,
    boolean prune,
    long maxFileSizeBytes,
    List<String> ownDirectories)
    implements Serializable {

  /** No limit to the size of a file. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** All files that are not hidden. */
  public static final FileFilter DEFAULT =
      new FileFilter(List.of(), List.of(), false, false, UNLIMITED, List.of());

  /**
   * Checks the globs and the limit.
   *
   * @throws InvalidSourceException if a glob is malformed or the limit negative
   */
  public FileFilter {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    ownDirectories = List.copyOf(ownDirectories);
    includes.forEach(GlobPattern::compile);
    excludes.forEach(GlobPattern::compile);
    if (maxFileSizeBytes < 0) {
      throw new InvalidSourceException("the largest file size is negative: " + maxFileSizeBytes);
    }
  }

  /** Returns this filter with these includes. */
  public FileFilter withIncludes(List<String> globs) {
    return new FileFilter(globs, excludes, hidden, prune, maxFileSizeBytes, ownDirectories);
  }

  /** Returns this filter with these excludes. */
  public FileFilter withExcludes(List<String> globs) {
    return new FileFilter(includes, globs, hidden, prune, maxFileSizeBytes, ownDirectories);
  }

  /** Returns this filter with hidden files wanted or not. */
  public FileFilter withHidden(boolean wanted) {
    return new FileFilter(includes, excludes, wanted, prune, maxFileSizeBytes, ownDirectories);
  }

  /** Returns this filter with unwanted directories skipped or walked. */
  public FileFilter withPrune(boolean skip) {
    return new FileFilter(includes, excludes, hidden, skip, maxFileSizeBytes, ownDirectories);
  }

  /** Returns this filter with another limit to the size of a file. */
  public FileFilter withMaxFileSizeBytes(long bytes) {
    return new FileFilter(includes, excludes, hidden, prune, bytes, ownDirectories);
  }

  /** Returns this filter with other directories that are never walked. */
  public FileFilter withOwnDirectories(List<Path> directories) {
    List<String> paths =
        directories.stream().map(directory -> directory.toAbsolutePath().toString()).toList();
    return new FileFilter(includes, excludes, hidden, prune, maxFileSizeBytes, paths);
  }
}
