package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  private static final Path OTHER_DEVICE = Path.of("/dev/shm");

  @TempDir Path temp;

  @Test
  void directoryIsReadableByItsOwnerOnly() throws IOException {
    Path directory = PrivateFiles.createDirectory(temp.resolve("a/b"));
    assertThat(mode(directory), is("rwx------"));
    assertThat(mode(temp.resolve("a")), not(is("rwx------")));
  }

  @Test
  void directoryThatIsThereIsLeftAsItIs() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("a"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    PrivateFiles.createDirectory(directory);
    assertThat(mode(directory), is("rwxr-x---"));
  }

  @Test
  void fileInTheWayIsAnError() throws IOException {
    Path file = Files.createFile(temp.resolve("a"));
    assertThrows(FileAlreadyExistsException.class, () -> PrivateFiles.createDirectory(file));
  }

  @Test
  void manyWorkersMayMakeTheSameDirectory() throws Exception {
    Path directory = temp.resolve("a/b/c");
    inParallel(i -> PrivateFiles.createDirectory(directory));
    assertThat(mode(directory), is("rwx------"));
  }

  @Test
  void manyWorkersMayReplaceTheSameFileAndOneOfTheirContentsStandsWhole() throws Exception {
    Path file = temp.resolve("file");
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] content = new byte[100_000 + i];
      Arrays.fill(content, (byte) i);
      contents.add(content);
    }
    inParallel(
        i -> {
          for (int round = 0; round < 10; round++) {
            PrivateFiles.replace(file, contents.get(i));
            byte[] found = Files.readAllBytes(file);
            assertThat(found, equalTo(contents.get(found[0])));
          }
          return file;
        });
    assertThat(list(temp), contains(file));
  }

  @Test
  void replacementThatFailsLeavesTheOldContentAndNothingElse() throws IOException {
    Path inTheWay = Files.createDirectory(temp.resolve("file"));
    Files.createFile(inTheWay.resolve("child"));
    assertThrows(IOException.class, () -> PrivateFiles.replace(inTheWay, new byte[10]));
    assertThat(list(temp), contains(inTheWay));
    assertThat(list(inTheWay), hasSize(1));
  }

  @Test
  void fileIsMovedWithinAFileSystem() throws IOException {
    Path from = Files.writeString(temp.resolve("from"), "content");
    Object inode = Files.getAttribute(from, "unix:ino");
    PrivateFiles.move(from, temp.resolve("to"));
    assertThat(Files.getAttribute(temp.resolve("to"), "unix:ino"), equalTo(inode));
    assertThat(Files.exists(from), is(false));
  }

  @Test
  void fileIsCopiedToAnotherFileSystem() throws IOException {
    Path elsewhere = otherDevice();
    try {
      String content = "long content, ".repeat(100_000);
      Path from = Files.writeString(elsewhere.resolve("from"), content);
      PrivateFiles.move(from, temp.resolve("to"));
      assertThat(Files.readString(temp.resolve("to"), StandardCharsets.UTF_8), is(content));
      assertThat(list(elsewhere), empty());
      assertThat(list(temp), contains(temp.resolve("to")));
    } finally {
      PrivateFiles.deleteTree(elsewhere);
    }
  }

  @Test
  void treeIsDeletedAndWhatItsLinksPointToIsNot() throws IOException {
    Path kept = Files.createDirectories(temp.resolve("kept"));
    Files.createFile(kept.resolve("file"));
    Path tree = Files.createDirectories(temp.resolve("tree/a/b"));
    Files.createFile(tree.resolve("file"));
    Files.createSymbolicLink(tree.resolve("link"), kept);
    PrivateFiles.deleteTree(temp.resolve("tree"));
    PrivateFiles.deleteTree(temp.resolve("tree"));
    assertThat(list(temp), contains(kept));
    assertThat(list(kept), hasSize(1));
  }

  @Test
  void whatCannotBeDeletedDoesNotKeepTheRest() throws IOException {
    Path locked = Files.createDirectories(temp.resolve("tree/locked"));
    Files.createFile(locked.resolve("file"));
    for (String name : List.of("a", "z")) {
      Files.createFile(Files.createDirectory(temp.resolve("tree").resolve(name)).resolve("f"));
    }
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(locked), "the superuser can delete everything");
      PrivateFiles.deleteTree(temp.resolve("tree"));
      assertThat(list(temp.resolve("tree")), contains(locked));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private Path otherDevice() throws IOException {
    assumeTrue(Files.isWritable(OTHER_DEVICE));
    assumeTrue(
        !Files.getAttribute(OTHER_DEVICE, "unix:dev").equals(Files.getAttribute(temp, "unix:dev")));
    return Files.createTempDirectory(OTHER_DEVICE, "shardmill-test");
  }

  private interface Numbered {
    Path call(int number) throws Exception;
  }

  private static void inParallel(Numbered work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8, call -> new Thread(call, "worker"));
    try {
      List<Callable<Path>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        calls.add(() -> work.call(number));
      }
      for (Future<Path> done : threads.invokeAll(calls)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
