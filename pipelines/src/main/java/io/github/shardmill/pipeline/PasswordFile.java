package io.github.shardmill.pipeline;

import io.github.shardmill.file.extract.PasswordList;
import io.github.shardmill.file.extract.Passwords;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The list of passwords that a person gives to a run. Immutable.
 *
 * @param location URI of the list
 * @param modifiedMillis when it was last changed, milliseconds since 1970 UTC: all that a run
 *     records of what is on it
 */
public record PasswordFile(String location, long modifiedMillis) {
  /**
   * Looks at a list as it is now.
   *
   * @throws IllegalArgumentException if it is not there, or is no list of passwords
   */
  public static PasswordFile at(String location) {
    Path file = Locations.path(URI.create(location));
    try {
      PasswordList.read(file);
      return new PasswordFile(location, Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--passwords: cannot read "
              + file
              + " (an update reads the list again that the run before was given; --no-passwords"
              + " goes on without one)",
          e);
    }
  }

  /**
   * Copies the list for all steps of a run, readable by its owner only: it may change meanwhile,
   * and workers need not see it.
   */
  PreparedFile prepare() throws IOException {
    Path given = Locations.path(URI.create(location));
    return PreparedFile.of(
        "passwords",
        copy -> {
          Files.createFile(
              copy,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          Files.write(copy, Files.readAllBytes(given));
        });
  }

  /** Returns how extraction knows this list, once its passwords are in a file of its own. */
  Passwords in(String file) {
    return new Passwords(file, modifiedMillis);
  }
}
