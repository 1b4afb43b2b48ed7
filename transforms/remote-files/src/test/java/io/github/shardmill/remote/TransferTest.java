package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  @TempDir Path local;
  private MemoryStore store;
  private Path home;
  private Path down;

  @BeforeEach
  void open() throws IOException {
    String name = local.getFileName().toString();
    store = MemoryStoreFactory.store(name);
    home = Locations.path("memory://" + name + "/home");
    down = Files.createDirectory(local.resolve("down"));
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void fileIsUploadedAndDownloaded() throws IOException {
    Path up = Files.writeString(local.resolve("up"), "content");
    Path remote = home.resolve("a b");
    Transfer.upload(up, remote, true);
    FileAlreadyExistsException e =
        assertThrows(FileAlreadyExistsException.class, () -> Transfer.upload(up, remote, true));
    assertThat(e.getMessage(), containsString(remote.toString()));
    Transfer.upload(Files.writeString(up, "newer"), remote, false);
    Path back = Files.writeString(down.resolve("back"), "before");
    Transfer.download(remote, 5, back);
    assertThat(Files.readString(back), is("newer"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back)), is("rw-------"));
    assertThat(names(down), is(Set.of("back")));
  }

  @Test
  void downloadOfAnotherSizeIsRefused() throws IOException {
    Path remote = Files.writeString(home.resolve("file"), "content");
    Path back = Files.writeString(down.resolve("back"), "before");
    for (int size : new int[] {0, 6, 8}) {
      IOException e = assertThrows(IOException.class, () -> Transfer.download(remote, size, back));
      assertThat(
          e.getMessage(),
          allOf(containsString(remote.toString()), containsString("7"), containsString("" + size)));
    }
    assertThat(Files.readString(back), is("before"));
    assertThat(names(down), is(Set.of("back")));
  }

  @Test
  void downloadThatBreaksLeavesNothing() throws IOException {
    Path remote = Files.writeString(home.resolve("file"), "content");
    Path back = Files.writeString(down.resolve("back"), "before");
    for (int bytes = 0; bytes < 7; bytes++) {
      store.breakStreamsAfter(bytes);
      assertThrows(IOException.class, () -> Transfer.download(remote, 7, back));
    }
    store.heal();
    store.failAt(1);
    assertThrows(IOException.class, () -> Transfer.download(remote, 7, back));
    store.heal();
    assertThrows(NoSuchFileException.class, () -> Transfer.download(home.resolve("no"), 7, back));
    assertThat(Files.readString(back), is("before"));
    assertThat(names(down), is(Set.of("back")));
  }

  @Test
  void treeIsDeletedWithFewRequests() throws IOException {
    Path one = Files.write(local.resolve("one"), new byte[] {1});
    for (int i = 0; i < 2_500; i++) {
      Transfer.upload(one, home.resolve("tree/dir" + i % 5 + "/f" + i), false);
    }
    Files.writeString(home.resolve("tree2"), "");
    RemoteTree tree = new RemoteTree(home.resolve("tree"));
    tree.sweepUnfinished(Instant.now());
    long before = store.calls();
    tree.delete();
    assertThat("a listing, three batches, a last look", store.calls() - before <= 7, is(true));
    tree.delete();
    assertThat(names(home), is(Set.of("tree2")));
  }

  @Test
  void treeWithDirectoriesIsDeleted() throws IOException {
    String name = local.getFileName().toString();
    DiskStoreFactory.store(name, local.resolve("store"));
    Path disk = Locations.path("disk://" + name + "/home");
    Files.createDirectories(disk.resolve("tree/a/b/c"));
    Files.createDirectories(disk.resolve("tree/d"));
    Files.writeString(disk.resolve("tree/a/file"), "");
    Files.writeString(disk.resolve("kept"), "");
    RemoteTree tree = new RemoteTree(disk.resolve("tree"));
    tree.delete();
    assertThat(names(disk), is(Set.of("kept")));
    tree.delete();
    RemoteTree file = new RemoteTree(disk.resolve("kept"));
    assertThrows(NotDirectoryException.class, file::delete);
    assertThat(names(disk), is(Set.of("kept")));
  }

  @Test
  void neitherAWholeStoreNorALocalTreeIsDeleted() throws IOException {
    Files.writeString(home.resolve("file"), "");
    RemoteTree all = new RemoteTree(home.getRoot());
    assertThrows(IllegalArgumentException.class, all::delete);
    assertThrows(ProviderMismatchException.class, () -> new RemoteTree(local));
    assertThat(Files.exists(home.resolve("file")), is(true));
  }
}
