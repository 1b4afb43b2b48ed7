package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.remote.TestSeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same files give the same index, however the work was cut up. All builds have the runner check
 * that elements are not changed and can be encoded, except where it is told not to.
 */
class EquivalenceTest {
  private static final String[] CHECKS = {
    "--enforceImmutability=true", "--enforceEncodability=true"
  };
  private static final List<String> QUERIES =
      List.of(
          "umbrella",
          "umbrella rain kettle",
          "\"lost umbrella\"",
          "content:\"rain in\"~3",
          "title:office OR content:ket*",
          "傘",
          "+umbrella -flamingo",
          "umbrela~1 harbour^3",
          "extension:txt AND size:[1 TO 5000]",
          "modified:[2001-01-01 TO *]",
          "outcome:OK",
          "*:*");

  @TempDir static Path temp;
  private static Path tree;
  private static IndexFacts expected;

  /** A change to the plainest of builds. */
  private record Variant(String name, UnaryOperator<TestBuild> change) {
    @Override
    public String toString() {
      return name + ", " + TestSeed.option();
    }
  }

  @BeforeAll
  static void buildWithOneShardOnOneThread() throws Exception {
    tree = Files.createDirectory(temp.resolve("office"));
    SampleTrees.copy(SampleTrees.CORPUS, tree);
    SampleTrees.writeHostileNames(tree);
    SampleTrees.writeRandomText(tree, 30, 4_000, TestSeed.random());
    expected = facts("expected", plain().withShards(1).withParallelism(1));
  }

  private static TestBuild plain() {
    return TestBuild.of("office", tree).withBeamOptions(CHECKS);
  }

  @Test
  void whatIsComparedIsThere() throws Exception {
    assertThat(expected.recomputed(), equalTo(expected.claimed()));
    expected.searches().forEach((query, hits) -> assertThat(query, hits, not(empty())));
    List<String> all = expected.searches().get("*:*");
    long files = all.stream().filter(hit -> !hit.contains("!/")).count();
    assertThat(files, is((long) expected.manifest().size()));
    assertThat("items, too", (long) all.size(), greaterThan(files));
    assertThat(expected.exceptions(), not(empty()));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void sameFilesGiveTheSameIndex(Variant variant) throws Exception {
    IndexFacts facts = facts(variant.name(), variant.change().apply(plain()));
    assertSameLines(facts.manifest(), expected.manifest());
    assertSameLines(facts.exceptions(), expected.exceptions());
    for (Map.Entry<String, List<String>> search : expected.searches().entrySet()) {
      List<String> found = facts.searches().get(search.getKey());
      assertThat(search.getKey(), found, equalTo(search.getValue()));
    }
    assertThat(facts.claimed(), equalTo(expected.claimed()));
    assertThat(facts.recomputed(), equalTo(expected.recomputed()));
  }

  /** Names the lines that differ, and not the hundreds that do not. */
  private static void assertSameLines(List<String> lines, List<String> expectedLines) {
    List<String> missing = new ArrayList<>(expectedLines);
    lines.forEach(missing::remove);
    assertThat(missing, empty());
    List<String> unexpected = new ArrayList<>(lines);
    expectedLines.forEach(unexpected::remove);
    assertThat(unexpected, empty());
  }

  private static IndexFacts facts(String index, TestBuild build) throws Exception {
    Path directory = temp.resolve("indexes").resolve(index);
    build.commitTo(directory);
    return IndexFacts.of(directory, QUERIES);
  }

  private static TestBuild shuffled() {
    try {
      Path list = Files.createTempFile(temp, "shuffled", ".list");
      SampleTrees.writeShuffledList(tree, list, TestSeed.random());
      return TestBuild.ofList(list, tree).withBeamOptions(CHECKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Variant> variants() {
    return List.of(
        new Variant("3 shards", b -> b.withShards(3).withParallelism(4).withBatchSize(7)),
        new Variant("16 shards", b -> b.withShards(16).withParallelism(4).withBatchSize(1)),
        new Variant("16 shards of one batch", b -> b.withShards(16).withParallelism(1)),
        new Variant("every file alone", b -> b.withShards(1).withParallelism(4).withBatchSize(1)),
        new Variant("shuffled listing", b -> shuffled().withShards(16).withBatchSize(7)),
        new Variant("work files elsewhere", b -> b.withWorkDirectory(temp.resolve("elsewhere"))),
        new Variant("a shard in several flushes", b -> b.withShards(1).withRamBufferBytes(1 << 20)),
        new Variant("a runner that does not check", b -> b.withBeamOptions()));
  }
}
