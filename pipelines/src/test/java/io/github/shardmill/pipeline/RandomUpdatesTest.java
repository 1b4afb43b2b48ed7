package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.shardmill.index.RollbackRefusedException;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import io.github.shardmill.remote.TestSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to files and index, an update gives what a build into an empty directory gives.
 *
 * <p>A sequence is some changes of the files, perhaps a run that is stopped or a rollback, and an
 * update. The index lives through all of them.
 */
class RandomUpdatesTest {
  private static final int SEQUENCES = Integer.getInteger("tests.sequences", 15);
  private static final int MANY = 100;
  private static final int THOUSANDS = 2_000;
  private static final int FLINK_SEQUENCES = 3;
  private static final Continuation ANY_REMOVAL =
      new Continuation(true, false, false, Retry.DUE, false, new RemovalLimit(100));

  @TempDir Path directory;

  private final Random random = TestSeed.random();
  private final List<String> history = new ArrayList<>();
  private int maxTextCharacters = 40;
  private String analyzer = "standard";
  private Duplicates duplicates = Duplicates.INDEX;

  @Test
  void updatesEqualFreshBuildsOnTheDirectRunner() throws Exception {
    updateAtRandom(SEQUENCES);
  }

  @Test
  @Tag("slow")
  void manyUpdatesEqualFreshBuilds() throws Exception {
    updateAtRandom(MANY);
  }

  @Test
  @Tag("heavy")
  void thousandsOfUpdatesEqualFreshBuilds() throws Exception {
    updateAtRandom(THOUSANDS);
  }

  @Test
  void updatesEqualFreshBuildsOnFlink() throws Exception {
    updateAtRandom(FLINK_SEQUENCES, "--runner=FlinkRunner", "--flinkMaster=[local]");
  }

  private void updateAtRandom(int sequences, String... beamOptions) throws Exception {
    Path index = directory.resolve("index");
    RandomTree one = new RandomTree(directory.resolve("one"), random);
    RandomTree two = new RandomTree(directory.resolve("two"), random);
    for (int i = 0; i < 20; i++) {
      one.change();
      two.change();
    }
    int segments = 0;
    for (int sequence = 0; sequence < sequences; sequence++) {
      for (int changes = random.nextInt(6); changes > 0; changes--) {
        history.add((random.nextBoolean() ? one : two).change());
      }
      boolean both = random.nextInt(8) != 0;
      TestBuild build = build(both ? List.of(one, two) : List.of(one), beamOptions);
      disturb(build, index, sequence);
      update(build, index, sequence);
      segments = Math.max(segments, segments(index));
    }
    assertThat(context(), segments, is(lessThanOrEqualTo(40)));
    assertSound(index);
  }

  private TestBuild build(List<RandomTree> trees, String... beamOptions) {
    if (random.nextInt(15) == 0) {
      maxTextCharacters = 20 + random.nextInt(40);
      history.add("cut texts at " + maxTextCharacters);
    }
    if (random.nextInt(25) == 0) {
      analyzer = analyzer.equals("standard") ? "english" : "standard";
      history.add("analyse with " + analyzer);
    }
    if (random.nextInt(8) == 0) {
      duplicates = duplicates == Duplicates.INDEX ? Duplicates.COLLAPSE : Duplicates.INDEX;
      history.add("duplicates: " + duplicates);
    }
    List<Input> inputs = new ArrayList<>();
    for (RandomTree tree : trees) {
      TreeMap<String, String> labels = new TreeMap<>();
      if (random.nextInt(10) == 0) {
        labels.put("label", "" + random.nextInt(3));
      }
      String name = tree.root().getFileName().toString();
      inputs.add(new Input(Optional.of(name), tree.root().toString(), labels));
    }
    history.add("sources " + inputs);
    return TestBuild.of(new Inputs(inputs, Optional.empty()))
        .withShards(1 + random.nextInt(3))
        .withBatchSize(1 + random.nextInt(8))
        .withAnalyzer(analyzer)
        .withFilters(Filters.NONE.withDuplicates(duplicates))
        .withExtraction(new Extraction(maxTextCharacters, Duration.ofMinutes(1)))
        .withBeamOptions(beamOptions)
        .with(ANY_REMOVAL);
  }

  /** At times a run is stopped before this one, or somebody goes back to an earlier commit. */
  private void disturb(TestBuild build, Path index, int sequence) throws Exception {
    if (sequence == 0) {
      return;
    }
    int kind = random.nextInt(8);
    if (kind == 0) {
      BuildRun run = Builds.start(build.settings(index));
      run.cancel();
      history.add("a run stopped: " + run.await().verdict());
    } else if (kind == 1) {
      try {
        history.add("back: " + Rollbacks.run(index, OptionalLong.empty()));
      } catch (RollbackRefusedException onlyOneCommit) {
        history.add("not back: " + onlyOneCommit.getMessage());
      }
    }
  }

  private void update(TestBuild build, Path index, int sequence) throws Exception {
    boolean rebuild = random.nextInt(10) == 0;
    TestBuild chosen = rebuild ? build.with(Continuation.BUILD) : build;
    history.add(rebuild ? "rebuild" : "update");
    RunSummary summary = Builds.start(chosen.settings(index)).await();
    assertThat(
        context() + summary.reason(),
        summary.verdict(),
        anyOf(is(Verdict.COMMITTED), is(Verdict.UNCHANGED)));
    Path fresh = directory.resolve("fresh" + sequence);
    build.withBeamOptions().with(Continuation.BUILD).commitTo(fresh);
    assertThat(context(), digest(index), is(digest(fresh)));
    RandomTree.delete(fresh, true);
    history.add("---");
  }

  private static String digest(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.data().orElseThrow().documents() + " " + opened.data().get().digest();
    }
  }

  private static int segments(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.reader().leaves().size();
    }
  }

  private void assertSound(Path index) throws IOException {
    for (Finding finding : IndexVerification.verify(index, ReadProgress.NONE).findings()) {
      assertThat(context() + finding, finding.ok(), is(true));
    }
  }

  private String context() {
    List<String> last = history.subList(Math.max(0, history.size() - 60), history.size());
    return TestSeed.option() + "\n" + String.join("\n", last) + "\n";
  }
}
