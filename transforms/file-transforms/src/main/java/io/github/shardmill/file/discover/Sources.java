package io.github.shardmill.file.discover;

import io.github.shardmill.file.Source;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what a person wrote into sources.
 *
 * <p>An input is {@code [NAME=]PATH}, where the path is a directory, a file, or a glob with {@code
 * *}, <code>?</code> or {@code {a,b}} as {@link FileFilter} describes them; of this machine, or, as
 * {@code scheme://authority/path}, of another. Something that exists under the very name is taken
 * as it is, and what stands before {@code =} is a name only if it could be one; {@code ./a=b} is a
 * path. The root of a glob is the directory before its first wildcard.
 *
 * <p>An input without a name takes the last part of its path (for a glob, of its root), in which
 * each character that a name may not hold becomes {@code _}; the root of the file system is called
 * {@code root}, and that of another machine as its authority: the bucket, the host. Two sources
 * with one name are refused: their documents could not be told apart.
 */
public final class Sources {
  private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_.-]+)=(.*)", Pattern.DOTALL);
  private static final Pattern WILDCARD = Pattern.compile("[*?{]");
  private static final Pattern WILDCARD_IN_AUTHORITY =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*[*?{].*", Pattern.DOTALL);
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_.-]");

  private Sources() {}

  /**
   * Returns the sources of these inputs, in their order.
   *
   * @throws InvalidSourceException if one is missing, malformed or neither a directory nor a file,
   *     or if two have the same name
   * @throws UnreachableSourceException if it cannot be told what one of them is
   */
  public static List<SourceSpec> parse(List<String> inputs) {
    List<SourceSpec> specs = new ArrayList<>();
    inputs.forEach(input -> specs.add(parse(input)));
    requireDistinctNames(specs);
    return List.copyOf(specs);
  }

  /**
   * Returns the source of the files that a list names.
   *
   * @param list a file of paths, see {@link SourceSpec.Kind#LIST}
   * @param base {@code [NAME=]DIRECTORY} that the paths are relative to
   * @throws InvalidSourceException if the list or the directory is missing
   * @throws UnreachableSourceException if it cannot be told what one of them is
   */
  public static SourceSpec list(Path list, String base) {
    SourceSpec directory = parse(base);
    if (directory.kind() != SourceSpec.Kind.TREE) {
      throw new InvalidSourceException("base '" + base + "' is not a directory");
    }
    if (typeOf(list, list.toString()) != Type.FILE) {
      throw new InvalidSourceException("list of files '" + list + "' is not a file");
    }
    String uri = list.toAbsolutePath().toUri().toString();
    return new SourceSpec(directory.source(), SourceSpec.Kind.LIST, uri);
  }

  /**
   * Checks that every source has a name of its own.
   *
   * @throws InvalidSourceException if not
   */
  public static void requireDistinctNames(List<SourceSpec> specs) {
    Map<String, SourceSpec> byName = new HashMap<>();
    for (SourceSpec spec : specs) {
      SourceSpec other = byName.put(spec.source().name(), spec);
      if (other != null) {
        throw new InvalidSourceException(
            "two inputs are called '"
                + spec.source().name()
                + "' ("
                + other.source().root()
                + " and "
                + spec.source().root()
                + "): give one of them a name, as in NAME=PATH");
      }
    }
  }

  private static SourceSpec parse(String input) {
    Matcher named = NAMED.matcher(input);
    String name = named.matches() ? named.group(1) : null;
    String written = named.matches() ? named.group(2) : input;
    if (written.isEmpty()) {
      throw new InvalidSourceException("input '" + input + "' has no path");
    }
    if (WILDCARD_IN_AUTHORITY.matcher(written).matches()) {
      throw new InvalidSourceException(
          "input '" + input + "': a glob begins behind the name of the bucket or host");
    }
    Path path = absolute(written, input);
    return switch (typeOf(path, input)) {
      case DIRECTORY -> SourceSpec.tree(source(name, path, path));
      case FILE ->
          new SourceSpec(
              source(name, path, path.getParent()), SourceSpec.Kind.FILE, path.toUri().toString());
      case OTHER ->
          throw new InvalidSourceException(
              "input '" + input + "' is neither a directory nor a file");
      case NOTHING -> glob(name, written, input);
    };
  }

  private static SourceSpec glob(String name, String written, String input) {
    Matcher wildcard = WILDCARD.matcher(written);
    if (!wildcard.find()) {
      throw new InvalidSourceException("input '" + input + "' does not exist");
    }
    int end = written.lastIndexOf('/', wildcard.start()) + 1;
    Path base = absolute(written.substring(0, end), input);
    if (typeOf(base, input) != Type.DIRECTORY) {
      throw new InvalidSourceException(
          "input '" + input + "': there is no directory '" + base + "' for the glob to begin in");
    }
    String anchored = "/" + written.substring(end);
    GlobPattern.compile(anchored);
    return new SourceSpec(source(name, base, base), SourceSpec.Kind.GLOB, anchored);
  }

  /** What is found under a path. */
  private enum Type {
    DIRECTORY,
    FILE,
    OTHER,
    NOTHING
  }

  private static Type typeOf(Path path, String input) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return Type.DIRECTORY;
      }
      return attributes.isRegularFile() ? Type.FILE : Type.OTHER;
    } catch (NoSuchFileException e) {
      return Type.NOTHING;
    } catch (IOException e) {
      if (!Locations.isRemote(path)) {
        // A part of it is no directory, or may not be looked into.
        return Type.NOTHING;
      }
      throw new UnreachableSourceException(
          "input '" + input + "' cannot be reached: " + ListingFailures.reason(e), e);
    }
  }

  private static Path absolute(String path, String input) {
    try {
      return Locations.path(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new InvalidSourceException("input '" + input + "' is not a path: " + e.getReason());
    }
  }

  private static Source source(String name, Path named, Path root) {
    return new Source(name != null ? name : nameOf(named), root.toUri().toString());
  }

  private static String nameOf(Path path) {
    Path last = path.getFileName();
    String authority = path.toUri().getRawAuthority();
    if (last == null && authority == null) {
      return "root";
    }
    String name = last == null ? authority : last.toString();
    return NOT_IN_NAMES.matcher(name).replaceAll("_");
  }
}
