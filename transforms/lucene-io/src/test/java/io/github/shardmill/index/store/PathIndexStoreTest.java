package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathIndexStoreTest {
  private static final Path OTHER_DEVICE = Path.of("/dev/shm");

  @TempDir Path temp;
  private IndexLayout layout;
  private RunWorkspace workspace;
  private PathIndexStore store;

  @BeforeEach
  void prepare() throws IOException {
    layout = new IndexLayout(temp.resolve("index"));
    workspace = RunWorkspace.within(layout, "run");
    store = new PathIndexStore(workspace);
    store.prepare();
  }

  @Test
  void everyDirectoryWithTextOrRecordsIsPrivate() throws IOException {
    RunWorkspace elsewhere = RunWorkspace.elsewhere(layout, temp.resolve("disk"), "other");
    new PathIndexStore(elsewhere).prepare();
    for (Path directory :
        List.of(
            layout.own(),
            layout.runs(),
            layout.run("run"),
            layout.work(),
            layout.work("run"),
            workspace.spool(),
            workspace.staging(),
            workspace.records(),
            Path.of(elsewhere.work()),
            elsewhere.spool())) {
      assertThat(
          directory.toString(),
          PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)),
          is("rwx------"));
    }
    assertThat(Path.of(elsewhere.work()), is(temp.resolve("disk/shardmill-other")));
  }

  @Test
  void everyWorkerMayPrepare() throws IOException {
    Files.writeString(workspace.spool().resolve("x"), "text");
    store.prepare();
    assertThat(Files.exists(workspace.spool().resolve("x")), is(true));
  }

  @Test
  void filesAreLinkedWhereTheyCanBeAndCounted() throws IOException {
    stage(workspace, "attempt", "_0.fdt");
    adopt(store, "attempt", "_0.fdt", "_5.fdt");
    assertThat(store.adopted(), equalTo(new IndexStore.Adopted(1, 0)));
    assertThat(
        Files.getAttribute(layout.index().resolve("_5.fdt"), "unix:ino"),
        equalTo(
            Files.getAttribute(workspace.staging().resolve("attempt/index/_0.fdt"), "unix:ino")));
  }

  @Test
  void filesOfAnotherFileSystemAreCopiedAndCounted() throws IOException {
    assumeTrue(Files.isWritable(OTHER_DEVICE));
    assumeTrue(
        !Files.getAttribute(OTHER_DEVICE, "unix:dev").equals(Files.getAttribute(temp, "unix:dev")));
    Path disk = Files.createTempDirectory(OTHER_DEVICE, "shardmill-test");
    try {
      RunWorkspace elsewhere = RunWorkspace.elsewhere(layout, disk, "other");
      PathIndexStore copying = new PathIndexStore(elsewhere);
      copying.prepare();
      stage(elsewhere, "attempt", "_0.fdt");
      adopt(copying, "attempt", "_0.fdt", "_5.fdt");
      assertThat(copying.adopted(), equalTo(new IndexStore.Adopted(0, 1)));
      assertThat(Files.readString(layout.index().resolve("_5.fdt")), is("content"));

      Files.writeString(elsewhere.records().resolve("part"), "lines");
      copying.publishRecords("", "part");
      copying.publishRecords("", "part");
      assertThat(Files.readString(layout.run("other").resolve("part")), is("lines"));
      copying.removeWork();
      assertThat(list(disk), empty());
    } finally {
      PrivateFiles.deleteTree(disk);
    }
  }

  @Test
  void nothingIsAdoptedBeforeTheIndexIsOpened() {
    assertThat(store.adopted(), equalTo(new IndexStore.Adopted(0, 0)));
  }

  @Test
  void recordsArePublishedOnceFromDiscoveryAndAttempts() throws IOException {
    Path attempt = Files.createDirectories(workspace.staging().resolve("attempt"));
    Files.writeString(attempt.resolve("manifest"), "of the attempt");
    Files.writeString(workspace.records().resolve("exceptions"), "of discovery");
    store.publishRecords("attempt", "manifest");
    store.publishRecords("", "exceptions");
    store.publishRecords("attempt", "manifest");
    assertThat(Files.readString(layout.run("run").resolve("manifest")), is("of the attempt"));
    assertThat(Files.readString(layout.run("run").resolve("exceptions")), is("of discovery"));
    assertThrows(NoSuchFileException.class, () -> store.publishRecords("attempt", "missing"));
  }

  @Test
  void recordsAreReadBack() throws IOException {
    assertThat(store.readRecord("run.json"), equalTo(Optional.empty()));
    store.writeRecord("run.json", "one".getBytes(StandardCharsets.UTF_8));
    store.writeRecord("run.json", "two".getBytes(StandardCharsets.UTF_8));
    assertThat(
        new String(store.readRecord("run.json").orElseThrow(), StandardCharsets.UTF_8), is("two"));
    assertThat(list(layout.run("run")), contains(layout.runRecord("run")));
  }

  @Test
  void workOfOneRunIsRemovedAndThatOfOthersIsNot() throws IOException {
    RunWorkspace other = RunWorkspace.within(layout, "other");
    new PathIndexStore(other).prepare();
    store.removeWork();
    store.removeWork();
    assertThat(list(layout.work()), contains(Path.of(other.work())));
    assertThat(Files.isDirectory(layout.run("run")), is(true));
  }

  private static void stage(RunWorkspace workspace, String attempt, String name)
      throws IOException {
    Path index = Files.createDirectories(workspace.staging().resolve(attempt).resolve("index"));
    Files.writeString(index.resolve(name), "content");
  }

  private static void adopt(PathIndexStore store, String attempt, String from, String to)
      throws IOException {
    try (Directory index = store.openIndex();
        Directory staged = store.openStaged(attempt)) {
      index.copyFrom(staged, from, to, IOContext.DEFAULT);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
