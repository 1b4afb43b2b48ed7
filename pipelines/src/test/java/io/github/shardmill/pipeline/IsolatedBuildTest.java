package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.file.extract.DeadlyParser;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where documents are parsed makes no difference, except to those that kill their process. */
class IsolatedBuildTest {
  @TempDir Path temp;

  @Test
  void indexIsTheSameWhereverDocumentsAreParsed() throws Exception {
    TimeZone here = TimeZone.getDefault();
    // Some formats have dates without a zone, which a child has to read as its parent would.
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try {
      TestBuild build = TestBuild.of("office", SampleTrees.CORPUS);
      Path index = temp.resolve("none");
      build.withIsolation(Isolation.NONE).commitTo(index);
      IndexFacts expected = IndexFacts.of(index, List.of("umbrella"));
      for (Isolation.Mode mode : List.of(Isolation.Mode.AUTO, Isolation.Mode.ALL)) {
        Path other = temp.resolve(mode.name());
        build.withIsolation(Isolation.AUTO.withMode(mode)).commitTo(other);
        assertThat(mode.name(), IndexFacts.of(other, List.of("umbrella")), equalTo(expected));
      }
      RunSummary update =
          Builds.start(
                  build
                      .asUpdate()
                      .withIsolation(Isolation.AUTO.withMode(Isolation.Mode.ALL))
                      .settings(index))
              .await();
      assertThat(update.verdict(), is(Verdict.UNCHANGED));
    } finally {
      TimeZone.setDefault(here);
    }
  }

  @Test
  void deadlyFileCostsNoWorkerOfFlink() throws Exception {
    Path tree = Files.createDirectory(temp.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "a note");
    Files.writeString(tree.resolve("b.bin"), DeadlyParser.document("halt 7"));
    Files.writeString(tree.resolve("c.bin"), DeadlyParser.document("nothing"));
    Path index = temp.resolve("index");
    RunSummary summary =
        TestBuild.of("tree", tree)
            .withBeamOptions("--runner=FlinkRunner", "--flinkMaster=[local]")
            .withIsolation(Isolation.AUTO)
            .commitTo(index);

    assertThat(summary.files().indexed(), is(2L));
    assertThat(summary.files().failed(), is(1L));
    Map<String, List<Object>> values = IndexFacts.values(index, "tree:b.bin");
    assertThat(values.get(FileSchema.OUTCOME), is(List.of("CRASHED")));
    assertThat(
        (String) values.get(FileSchema.CAUSE).get(0),
        startsWith("its process ended with exit code 7"));
  }
}
