package io.github.shardmill.runner.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the files of an index tell, from outside, of how far a run on it has come. */
final class RunSigns {
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000;
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final String OWN = "shardmill";

  private final Path index;

  RunSigns(Path index) {
    this.index = index;
  }

  /** Waits until a file's text has been written. */
  void awaitExtracting() throws IOException {
    await("spool file", () -> inWork("spool").anyMatch(path -> !isEmpty(path)));
  }

  /** Waits until the first shard has been begun. */
  void awaitBuilding() throws IOException {
    await("shard", () -> inWork("shards").findAny().isPresent());
  }

  /** Waits until the commit brings the first shard to the index. */
  void awaitCommitting() throws IOException {
    await("file of Lucene", () -> entries(index).anyMatch(not(OWN)));
  }

  /** Returns whether the index has a commit. */
  boolean isCommitted() throws IOException {
    return entries(index).anyMatch(path -> path.getFileName().toString().startsWith("segments_"));
  }

  /** Returns the directories of runs that are not over. */
  List<Path> runsInWork() throws IOException {
    return entries(index.resolve(OWN).resolve("work")).toList();
  }

  private Stream<Path> inWork(String part) throws IOException {
    Stream<Path> found = Stream.empty();
    for (Path run : runsInWork()) {
      found = Stream.concat(found, entries(run.resolve(part)));
    }
    return found;
  }

  private static Predicate<Path> not(String name) {
    return path -> !path.getFileName().toString().equals(name);
  }

  private static boolean isEmpty(Path path) {
    try {
      return Files.size(path) == 0;
    } catch (IOException gone) {
      return true;
    }
  }

  private static Stream<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList().stream();
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return Stream.empty();
    }
  }

  private interface Look {
    boolean sees() throws IOException;
  }

  private void await(String what, Look look) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!look.sees()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no " + what + " came in " + index);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }
}
