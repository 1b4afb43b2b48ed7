package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.extract.FileDigests;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gives to a run on a cluster is there for its workers, or they say what is not. */
class GivenToWorkersTest {
  @TempDir static Path temp;
  private static SmallCluster cluster;

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = new SmallCluster(temp);
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void plantTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("d", 10);
    Files.copy(
        SampleTrees.CORPUS.resolve("documents").resolve("biscuit.pdf"), tree.file("d/biscuit.pdf"));
  }

  private TestBuild build() {
    return tree.build().withBatchSize(3).withBeamOptions(cluster.options());
  }

  /** Workers need not see the lists where they were. */
  @Test
  void listsReachAllWorkersAndGoWithTheWorkFiles() throws Exception {
    Path known = directory.resolve("known.txt");
    Files.writeString(known, FileDigests.of(tree.file("d/note4.txt")).md5());
    Path words = Files.writeString(directory.resolve("words.txt"), "wrong\numbrella\n");
    PasswordFile passwords = PasswordFile.at(words.toUri().toString());
    TestBuild build =
        build()
            .withFilters(Filters.NONE.withExcludedHashes(Optional.of(known.toUri().toString())))
            .withExtraction(Extraction.DEFAULT.withPasswords(Optional.of(passwords)));
    RunSummary run;
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            "run.prepared",
            1,
            () -> {
              delete(known);
              delete(words);
            })) {
      run = tree.run(build);
      assertThat(points.reached("run.prepared"), is(1));
    }
    assertThat(run.reason(), run.verdict(), is(Verdict.COMMITTED));
    assertThat(run.files().excludedByHash(), is(1L));
    assertThat(tree.value("d/biscuit.pdf", FileSchema.OUTCOME), is("OK"));
    try (Stream<Path> files = Files.walk(new IndexLayout(tree.index()).index())) {
      assertThat(
          files.filter(file -> file.getFileName().toString().equals("passwords")).toList(),
          hasSize(0));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void workerThatCannotReadPicturesIsToldOnce() throws Exception {
    Ocr ocr = new Ocr("eng", directory.resolve("nowhere").toString());
    BuildRun run =
        Builds.start(
            build().withExtraction(Extraction.DEFAULT.withOcr(ocr)).settings(tree.index()));
    RunFailedException failure = assertThrows(RunFailedException.class, run::await);
    assertThat(
        failure.getMessage(),
        allOf(
            startsWith("worker "),
            containsString(": --ocr needs the program 'tesseract', which cannot be started here")));
    assertThat(failure.getMessage().lines().toList(), hasSize(1));
  }
}
