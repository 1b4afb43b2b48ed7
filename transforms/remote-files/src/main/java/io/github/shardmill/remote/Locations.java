package io.github.shardmill.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
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
      Pattern.compile("([a-z][a-z0-9+.-]*)://([^/]*)(/.*)?", Pattern.DOTALL);
  private static final String LOCAL_SCHEME = "file";

  private Locations() {}

  /** Returns whether a location, as a person writes it, is on another machine. */
  public static boolean isRemote(String location) {
    Matcher remote = REMOTE.matcher(location);
    return remote.matches() && !remote.group(1).equals(LOCAL_SCHEME);
  }

  /** Returns whether a path is on another machine. */
  public static boolean isRemote(Path path) {
    return path.getFileSystem() != FileSystems.getDefault();
  }

  /**
   * Returns the path of a location; what {@link Path#toString} of a path gives, leads back to it.
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
    try {
      return path(new URI(remote.group(1), remote.group(2), path, null, null));
    } catch (URISyntaxException e) {
      throw new InvalidPathException(location, e.getReason());
    }
  }

  /**
   * Returns the path that a URI names; {@link Path#toUri} of it gives the URI again.
   *
   * @throws InvalidPathException if nothing here knows its scheme
   */
  public static Path path(URI uri) {
    return uri.getScheme().equals(LOCAL_SCHEME)
        ? Path.of(uri)
        : RemoteFileSystems.shared().path(uri);
  }
}
