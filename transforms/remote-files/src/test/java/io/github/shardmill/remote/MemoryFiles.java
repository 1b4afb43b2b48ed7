package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.UUID;
import java.util.stream.Stream;

/** A store in memory that nobody else has, for the tests of one object. */
public final class MemoryFiles {
  private final String authority = UUID.randomUUID().toString();

  /** Returns the store. */
  public MemoryStore store() {
    return MemoryStoreFactory.store(authority);
  }

  /** Returns where the store begins, without a slash at the end. */
  public String location() {
    return "memory://" + authority;
  }

  /** Returns a path of the store. */
  public Path path(String path) {
    return Locations.path(location() + "/" + path);
  }

  /** Writes a file that holds its own path. */
  public Path file(String path) throws IOException {
    return Files.writeString(path(path), path);
  }

  /** Writes files, each of which holds its own path. */
  public void files(String... paths) throws IOException {
    for (String path : paths) {
      file(path);
    }
  }

  /** Copies files of a directory to a local one, with their times. */
  public static void copy(Path remote, Path local) throws IOException {
    try (Stream<Path> all = Files.walk(remote)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = local.resolve(remote.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        FileTime time = Files.getLastModifiedTime(file);
        Files.write(copy, Files.readAllBytes(file));
        Files.setLastModifiedTime(copy, time);
      }
    }
  }
}
