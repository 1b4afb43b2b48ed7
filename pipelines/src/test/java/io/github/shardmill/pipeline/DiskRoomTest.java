package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.remote.MemoryFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  @TempDir Path directory;

  @Test
  void buildThatDoesNotFitIsRefused() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    long size = 2 * Files.getFileStore(tree).getUsableSpace();
    try (FileChannel sparse =
        FileChannel.open(
            tree.resolve("huge.txt"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      sparse.write(ByteBuffer.allocate(1), size);
    }
    Path index = directory.resolve("not yet/there");
    BuildSettings settings = TestBuild.of("tree", tree).settings(index);
    BuildRefusedException refused =
        assertThrows(BuildRefusedException.class, () -> Builds.start(settings));
    assertThat(refused.reason(), is(Reason.ENVIRONMENT));
    assertThat(
        refused.getMessage(),
        allOf(containsString("MiB of disk at " + directory), containsString("--work-dir")));
    assertThat(Files.exists(index.getParent()), is(false));
  }

  @Test
  void nothingIsCountedForAPlaceOnAnotherMachine() throws IOException {
    MemoryFiles remote = new MemoryFiles();
    remote.file("tree/note.txt");
    Path index = remote.path("index");
    BuildSettings settings = TestBuild.of("tree", remote.path("tree")).settings(index);
    try (InputSources sources = InputSources.of(settings.inputs())) {
      long before = remote.store().calls();
      DiskRoom.require(settings, sources.specs(), new IndexLayout(index));
      assertThat(remote.store().calls() - before, is(0L));
    }
  }
}
