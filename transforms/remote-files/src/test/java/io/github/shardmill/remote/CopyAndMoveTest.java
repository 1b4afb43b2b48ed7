package io.github.shardmill.remote;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyAndMoveTest {
  @TempDir Path local;
  private Path memory;
  private Path otherMemory;
  private Path disk;
  private List<Path> homes;

  @BeforeEach
  void open() throws IOException {
    String name = local.getFileName().toString();
    memory = Locations.path("memory://" + name + "/home");
    otherMemory = Locations.path("memory://" + name + "-other/home");
    DiskStoreFactory.store(name, local.resolve("store"));
    disk = Locations.path("disk://" + name + "/home");
    homes = List.of(memory, otherMemory, disk, Files.createDirectory(local.resolve("home")));
  }

  private static Path write(Path directory, String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private static Set<String> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return new TreeSet<>(
          all.filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString())
              .toList());
    }
  }

  @Test
  void filesAreCopiedBetweenAllStores() throws IOException {
    for (Path from : homes) {
      for (Path to : homes) {
        Path source = write(from, "source", "content");
        Path target = to.resolve("target");
        Files.copy(source, target);
        assertThat(Files.readString(target), is("content"));
        write(from, "source", "newer");
        assertThrows(FileAlreadyExistsException.class, () -> Files.copy(source, target));
        assertThat(Files.readString(target), is("content"));
        Files.copy(source, target, REPLACE_EXISTING, COPY_ATTRIBUTES);
        assertThat(Files.readString(target), is("newer"));
        assertThat(Files.readString(source), is("newer"));
        Files.delete(target);
        Files.delete(source);
      }
    }
  }

  @Test
  void filesAreMovedBetweenAllStores() throws IOException {
    for (Path from : homes) {
      for (Path to : homes) {
        Path source = write(from, "source", "content");
        Path target = to.resolve("target");
        Files.move(source, target);
        assertThat(Files.exists(source), is(false));
        assertThat(Files.readString(target), is("content"));
        write(from, "source", "newer");
        assertThrows(FileAlreadyExistsException.class, () -> Files.move(source, target));
        assertThat(Files.readString(source), is("newer"));
        Files.move(source, target, REPLACE_EXISTING);
        assertThat(Files.exists(source), is(false));
        assertThat(Files.readString(target), is("newer"));
        Files.delete(target);
      }
    }
  }

  @Test
  void atomicMoveIsOneStepOrNone() throws IOException {
    Path source = write(disk, "source", "content");
    Path target = write(disk, "target", "old");
    Files.move(source, target, ATOMIC_MOVE);
    assertThat(files(disk), is(Set.of("target")));
    assertThat(Files.readString(target), is("content"));
    write(memory, "source", "content");
    for (Path to : List.of(memory, otherMemory, disk)) {
      assertThrows(
          AtomicMoveNotSupportedException.class,
          () -> Files.move(memory.resolve("source"), to.resolve("new"), ATOMIC_MOVE));
      assertThat(Files.exists(to.resolve("new")), is(false));
    }
    assertThat(files(memory), is(Set.of("source")));
  }

  @Test
  void missingFileIsNeitherCopiedNorMoved() throws IOException {
    for (Path home : List.of(memory, disk)) {
      write(home, "target", "old");
      Path missing = home.resolve("missing");
      Path target = home.resolve("target");
      assertThrows(NoSuchFileException.class, () -> Files.copy(missing, target, REPLACE_EXISTING));
      assertThrows(NoSuchFileException.class, () -> Files.move(missing, target, REPLACE_EXISTING));
      assertThat(Files.readString(target), is("old"));
    }
  }

  @Test
  void fileOntoItselfStays() throws IOException {
    for (Path home : List.of(memory, disk)) {
      Path file = write(home, "file", "content");
      Files.copy(file, home.resolve("x/../file"));
      Files.move(file, home.resolve("x/../file"));
      assertThat(Files.readString(file), is("content"));
    }
  }

  @Test
  void directoryIsCopiedWithoutWhatIsInIt() throws IOException {
    write(disk, "dir/file", "");
    Files.copy(disk.resolve("dir"), disk.resolve("copy"));
    assertThat(Files.isDirectory(disk.resolve("copy")), is(true));
    assertThat(files(disk), is(Set.of("dir/file")));
    Files.move(disk.resolve("dir"), disk.resolve("moved"));
    assertThat(files(disk), is(Set.of("moved/file")));
    write(memory, "dir/file", "");
    assertThrows(
        DirectoryNotEmptyException.class,
        () -> Files.move(memory.resolve("dir"), memory.resolve("moved")));
    assertThat(files(memory), is(Set.of("dir/file")));
  }

  @Test
  void optionThatNobodyKnowsIsRefused() throws IOException {
    Path file = write(memory, "file", "");
    Path to = memory.resolve("to");
    assertThrows(UnsupportedOperationException.class, () -> Files.copy(file, to, ATOMIC_MOVE));
    assertThrows(UnsupportedOperationException.class, () -> Files.move(file, to, COPY_ATTRIBUTES));
    assertThat(files(memory), is(Set.of("file")));
  }
}
