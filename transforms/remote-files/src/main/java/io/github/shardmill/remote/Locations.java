package io.github.shardmill.remote;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files are, in the words of people: a path of this machine, or {@code
 * scheme://authority/path} with nothing escaped. Stateless.
 */
public final class Locations {
  private static final Pattern REMOTE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", Pattern.DOTALL);
  private static final String LOCAL_SCHEME = "file";

  private Locations() {}

  /** Returns whether a location, as a person writes it, is on another machine. */
  public static boolean isRemote(String location) {
    Matcher remote = REMOTE.matcher(location);
    return remote.matches() && !remote.group(1).equalsIgnoreCase(LOCAL_SCHEME);
  }

  /** Returns whether a path is on another machine. */
  public static boolean isRemote(Path path) {
    return path instanceof RemotePath;
  }

  /**
   * Returns the path of a location; what {@link Path#toString} of a path gives, leads back to it.
   * Asks no store.
   *
   * @throws InvalidPathException if it is no path, or nothing here knows its scheme; the message
   *     says which are known
   */
  public static Path path(String location) {
    Matcher remote = REMOTE.matcher(location);
    if (!remote.matches()) {
      return Path.of(location);
    }
    String path = remote.group(3) == null ? "/" : remote.group(3);
    if (isRemote(location)) {
      return RemoteFileSystems.shared().fileSystem(remote.group(1), remote.group(2)).absolute(path);
    }
    if (!remote.group(2).isEmpty()) {
      throw new InvalidPathException(
          location, "a file of this machine has three slashes: file:///path");
    }
    return Path.of(path);
  }

  /**
   * Returns the path that a URI names; {@link Path#toUri} of it gives the URI again.
   *
   * @throws InvalidPathException if it names none, or nothing here knows its scheme
   */
  public static Path path(URI uri) {
    return LOCAL_SCHEME.equalsIgnoreCase(uri.getScheme())
        ? Path.of(uri)
        : RemoteFileSystems.shared().path(uri);
  }
}
