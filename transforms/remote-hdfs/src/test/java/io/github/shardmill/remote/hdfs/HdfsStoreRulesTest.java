package io.github.shardmill.remote.hdfs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store on HDFS does beyond the contract of all stores. */
class HdfsStoreRulesTest {
  @TempDir Path local;

  private final String home = "rules/" + UUID.randomUUID();
  private HdfsServer server;
  private RemoteStore store;
  private DistributedFileSystem hdfs;
  private Path file;

  @BeforeEach
  void connect() throws IOException {
    server = HdfsServer.shared();
    store = Stores.open(server);
    hdfs = Stores.client(server);
    file = Files.writeString(local.resolve("file"), "content");
  }

  @AfterEach
  void disconnect() throws IOException {
    store.close();
    hdfs.close();
  }

  private String key(String name) {
    return home + "/" + name;
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path("/" + key(name));
  }

  /** Leaves behind what a writer leaves that is killed. */
  private org.apache.hadoop.fs.Path unfinished(String besides) throws IOException {
    org.apache.hadoop.fs.Path left = HdfsKeys.unfinishedBeside(path(besides));
    hdfs.create(left).close();
    return left;
  }

  @Test
  void directoryIsForItsOwnersEyesOnly() throws IOException {
    store.createDirectory(key("a/b"));
    for (String directory : List.of("a", "a/b")) {
      FsPermission rights = hdfs.getFileStatus(path(directory)).getPermission();
      assertThat(directory, rights, is(new FsPermission((short) 0700)));
    }
  }

  @Test
  void strangersAreRefused() throws Exception {
    store.createDirectory(key("private"));
    store.put(file, key("private/file"), false);
    UserGroupInformation stranger = UserGroupInformation.createRemoteUser("stranger");
    RemoteStore theirs =
        stranger.doAs((PrivilegedExceptionAction<RemoteStore>) () -> Stores.open(server));
    List<org.junit.jupiter.api.function.Executable> calls =
        List.of(
            () -> theirs.open(key("private/file"), 0, 1),
            () -> theirs.find(key("private/file")),
            () -> theirs.list(key("private")).hasNext(),
            () -> theirs.put(file, key("private/file"), false),
            () -> theirs.put(file, key("private/new"), true),
            () -> theirs.rename(key("private/file"), key("file")),
            () -> theirs.createDirectory(key("private/directory")),
            () -> theirs.delete(List.of(key("private/file"))));
    for (org.junit.jupiter.api.function.Executable call : calls) {
      IOException e = unwrapped(assertThrows(Exception.class, call));
      assertThat(e.toString(), e instanceof AccessDeniedException, is(true));
      assertThat(e.getMessage(), startsWith(server.location() + "/" + home));
    }
    theirs.close();
    assertThat(Stores.text(store, key("private/file")), is("content"));
  }

  private static IOException unwrapped(Exception e) {
    return e instanceof IOException io ? io : (IOException) e.getCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "a:b/c",
        ".",
        "a/../b",
        "a//b",
        "a/",
        "zero\0",
        "half a pair \ud83d",
        ".unfinished-01234567-89ab-cdef-0123-456789abcdef"
      })
  void nameThatHdfsHasNotIsRefusedWithTheReason(String name) {
    for (org.junit.jupiter.api.function.Executable call :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> store.put(file, key(name), false),
            () -> store.open(key(name), 0, 1),
            () -> store.createDirectory(key(name)))) {
      FileSystemException e = assertThrows(FileSystemException.class, call);
      assertThat(e.getFile(), is(server.location() + "/" + key(name)));
      assertThat(e.getReason().isBlank(), is(false));
    }
  }

  @Test
  void nameThatIsTooLongIsRefusedByTheServer() {
    String name = "x".repeat(256);
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.put(file, key(name), false));
    assertThat(e.getMessage(), containsString("limit"));
    assertThat(e.getMessage(), not(containsString("\n")));
  }

  @Test
  void whatIsBeingWrittenIsNotListed() throws IOException {
    store.put(file, key("a/file"), false);
    unfinished("a/other");
    assertThat(keys(key("a")), is(List.of(key("a/file"))));
    List<String> all = new ArrayList<>();
    store.listAll(home).forEachRemaining(entry -> all.add(entry.key()));
    assertThat(all, is(List.of(key("a/file"))));
  }

  private List<String> keys(String directory) throws IOException {
    List<String> keys = new ArrayList<>();
    store.list(directory).forEachRemaining((RemoteEntry entry) -> keys.add(entry.key()));
    Collections.sort(keys);
    return keys;
  }

  @Test
  void onlyOldLeftoversAreSwept() throws IOException {
    store.put(file, key("a/file"), false);
    org.apache.hadoop.fs.Path old = unfinished("a/b/other");
    org.apache.hadoop.fs.Path young = unfinished("a/other");
    hdfs.setTimes(old, 1_000, -1);
    store.sweepUnfinished(home, 2_000);
    assertThat(hdfs.exists(old), is(false));
    assertThat(hdfs.exists(young), is(true));
    store.sweepUnfinished(key("a/file"), Long.MAX_VALUE);
    store.sweepUnfinished(home, Long.MAX_VALUE);
    assertThat(hdfs.exists(young), is(false));
    assertThat(Stores.text(store, key("a/file")), is("content"));
  }

  @Test
  void directoryInWhichNothingIsWholeIsEmpty() throws IOException {
    unfinished("a/other");
    store.delete(List.of(key("a")));
    assertThat(store.find(key("a")), is(Optional.empty()));
  }

  @Test
  void directoryThatIsNotEmptyKeepsWhatIsBeingWrittenInIt() throws IOException {
    store.put(file, key("a/file"), false);
    org.apache.hadoop.fs.Path other = unfinished("a/other");
    DirectoryNotEmptyException e =
        assertThrows(DirectoryNotEmptyException.class, () -> store.delete(List.of(key("a"))));
    assertThat(e.getMessage(), is(server.location() + "/" + key("a")));
    assertThat(hdfs.exists(other), is(true));
  }

  @Test
  void fileIsNoDirectory() throws IOException {
    store.put(file, key("file"), false);
    assertThrows(NotDirectoryException.class, () -> store.list(key("file")));
    assertThrows(FileAlreadyExistsException.class, () -> store.createDirectory(key("file")));
    assertThrows(FileSystemException.class, () -> store.createDirectory(key("file/below")));
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.put(file, key("file/below"), false));
    assertThat(e.getMessage(), startsWith(server.location() + "/" + key("file/below")));
    assertThat(store.listAll(key("file")).hasNext(), is(false));
  }

  @Test
  void directoryIsNoFile() throws IOException {
    store.createDirectory(key("a"));
    store.put(file, key("file"), false);
    for (org.junit.jupiter.api.function.Executable call :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> store.open(key("a"), 0, 1),
            () -> store.copy(key("a"), key("b")),
            () -> store.copy(key("file"), key("a")),
            () -> store.rename(key("file"), key("a")))) {
      FileSystemException e = assertThrows(FileSystemException.class, call);
      assertThat(e.getMessage(), is(server.location() + "/" + key("a") + ": is a directory"));
    }
  }

  @Test
  void directoryIsMoved() throws IOException {
    store.put(file, key("a/b/file"), false);
    store.rename(key("a"), key("new/c"));
    assertThat(Stores.text(store, key("new/c/b/file")), is("content"));
    assertThat(store.find(key("a")), is(Optional.empty()));
  }

  @Test
  void fileIsMovedOntoItself() throws IOException {
    store.put(file, key("file"), false);
    store.rename(key("file"), key("file"));
    assertThat(Stores.text(store, key("file")), is("content"));
  }

  @Test
  void largeFileThatIsReplacedWhileItIsReadIsNeverMixed() throws IOException {
    byte[] before = new byte[HdfsInput.SMALL_BYTES * 4];
    byte[] after = new byte[HdfsInput.SMALL_BYTES * 4];
    new Random(7).nextBytes(before);
    store.put(Files.write(file, before), key("file"), false);
    byte[] read = new byte[before.length];
    try (InputStream in = store.open(key("file"), 0, Long.MAX_VALUE)) {
      int half = in.readNBytes(read, 0, read.length / 2);
      store.put(Files.write(file, after), key("file"), false);
      int rest = 0;
      try {
        rest = in.readNBytes(read, half, read.length - half);
      } catch (FileSystemException e) {
        assertThat(e.getMessage(), containsString("was replaced"));
      }
      assertThat(Arrays.equals(read, 0, half + rest, before, 0, half + rest), is(true));
    }
  }

  @Test
  void partsOfALargeFileAreReadAndSkipped() throws IOException {
    byte[] content = new byte[HdfsInput.SMALL_BYTES * 3];
    new Random(7).nextBytes(content);
    store.put(Files.write(file, content), key("file"), false);
    int length = HdfsInput.SMALL_BYTES * 2;
    try (InputStream in = store.open(key("file"), 100, length)) {
      assertThat(in.read(), is(content[100] & 0xff));
      assertThat(in.skip(1_000_000), is(1_000_000L));
      assertThat(in.read(), is(content[1_000_101] & 0xff));
      assertThat(in.skip(Long.MAX_VALUE), is(length - 1_000_002L));
      assertThat(in.read(), is(-1));
    }
  }

  @Test
  void nothingIsDoneAfterTheEnd() throws IOException {
    RemoteStore closed = Stores.open(server);
    closed.close();
    closed.close();
    FileSystemException e = assertThrows(FileSystemException.class, () -> closed.find(key("file")));
    assertThat(e.getMessage(), startsWith(server.location() + "/" + key("file")));
  }
}
