package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftoversTest {
  @TempDir Path temp;
  private IndexLayout layout;

  @BeforeEach
  void layOut() {
    layout = new IndexLayout(temp.resolve("index"));
  }

  @Test
  void indexWithoutRunsHasNone() throws IOException {
    new Leftovers(layout).remove(Set.of(), Set.of());
    assertThat(Files.exists(layout.index()), is(false));
  }

  @Test
  void workFilesOfAllRunsAreRemovedWhereverTheyAre() throws IOException {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Path neighbour = Files.writeString(disk.resolve("neighbour"), "somebody's");
    RunWorkspace beside = RunWorkspace.within(layout, "beside");
    RunWorkspace elsewhere = RunWorkspace.elsewhere(layout, disk, "elsewhere");
    for (RunWorkspace run : List.of(beside, elsewhere)) {
      new PathIndexStore(run).prepare();
      Files.writeString(run.spool().resolve("x.spool"), "text");
    }
    assertThat(Files.exists(elsewhere.spool().resolve("x.spool")), is(true));

    new Leftovers(layout).remove(Set.of("beside", "elsewhere"), Set.of());
    assertThat(list(layout.work()), empty());
    assertThat(list(disk), contains(neighbour));
    assertThat(list(layout.runs()).size(), is(2));
  }

  /** What a damaged note says must never decide what is deleted. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "/", "DISK", "DISK/shardmill-other", "shardmill-run"})
  void noteThatNamesAnythingElseDeletesNothing(String note) throws IOException {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Path theirs = Files.createDirectory(disk.resolve("shardmill-other"));
    Path work = Files.createDirectories(layout.work("run"));
    Files.writeString(work.resolve("elsewhere"), note.replace("DISK", disk.toString()));
    new Leftovers(layout).remove(Set.of(), Set.of());
    assertThat(list(disk), contains(theirs));
    assertThat(list(layout.work()), empty());
  }

  @Test
  void recordsStayWhereTheRunIsNamed() throws IOException {
    for (String run : List.of("committed", "refused", "cut-off")) {
      Files.createFile(Files.createDirectories(layout.run(run)).resolve("manifest.jsonl"));
    }
    new Leftovers(layout).remove(Set.of("committed", "refused"), Set.of("committed"));
    assertThat(list(layout.runs()), contains(layout.run("committed"), layout.run("refused")));
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }
}
