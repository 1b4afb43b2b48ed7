package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Whether files are there, for whoever draws conclusions from an absent one: on another machine,
 * {@link Files#exists} says no also when that machine does not answer. Stateless.
 */
public final class Presence {
  private Presence() {}

  /**
   * Returns whether there is a file or a directory.
   *
   * @throws IOException if that could not be found out
   */
  public static boolean exists(Path path) throws IOException {
    return Locations.isRemote(path) ? attributes(path).isPresent() : Files.exists(path);
  }

  /**
   * Returns whether there is a directory.
   *
   * @throws IOException if that could not be found out
   */
  public static boolean isDirectory(Path path) throws IOException {
    return Locations.isRemote(path)
        ? attributes(path).filter(BasicFileAttributes::isDirectory).isPresent()
        : Files.isDirectory(path);
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
