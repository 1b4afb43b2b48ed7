package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.StagedRuns;
import io.github.shardmill.index.gate.Percent;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.pipeline.BuildSettings.Gates;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builds whose result is published only if gates let it pass. */
class GatedBuildTest {
  private static final Gates STRICT =
      new Gates(
          Optional.of(Percent.parse("10")),
          Optional.of(Percent.parse("0")),
          List.of("content:umbrella>=2", "modified:[2001-01-01 TO *]>=1"),
          true);

  @TempDir Path temp;
  private Path tree;
  private Path index;

  @BeforeEach
  void writeFiles() throws IOException {
    tree = Files.createDirectory(temp.resolve("notes"));
    index = temp.resolve("index");
    for (int i = 0; i < 4; i++) {
      Files.writeString(tree.resolve(i + ".txt"), "umbrella number " + i);
    }
  }

  private RunSummary build() throws InterruptedException {
    return Builds.start(TestBuild.of("notes", tree).withGates(STRICT).settings(index)).await();
  }

  private int documents() throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.reader().numDocs();
    }
  }

  @Test
  void goodBuildPasses() throws Exception {
    assertThat(build().verdict(), is(Verdict.COMMITTED));
    assertThat(new StagedRuns(index).list(), empty());
  }

  @Test
  void refusedBuildIsPublishedByHand() throws Exception {
    build();
    for (int i = 0; i < 3; i++) {
      Files.delete(tree.resolve(i + ".txt"));
    }
    Files.writeString(tree.resolve("broken.pdf"), "%PDF-1.4 and nothing else");

    RunSummary refused = build();

    assertThat(refused.verdict(), is(Verdict.REFUSED));
    assertThat(
        refused.reason(),
        is(
            "at most 10 % fewer documents: 2 documents after 4, 50 % fewer; "
                + "at most 0 % failed: 1 failed of 2 discovered, 50 %; "
                + "content:umbrella>=2: 1 found"));
    assertThat(documents(), is(4));
    String page =
        Files.readString(index.resolve("shardmill/runs/" + refused.runId() + "/report.html"));
    assertThat(page, containsString("<section id=\"gates\""));

    StagedRuns staged = new StagedRuns(index);
    assertThat(staged.list(), hasSize(1));
    assertThat(staged.publish(refused.runId(), json -> "").verdict().kind(), is(Kind.COMMITTED));
    assertThat(documents(), is(2));
  }

  @Test
  void refusedBuildWaitsThroughTheNextOneThatIsRefused() throws Exception {
    Files.delete(tree.resolve("0.txt"));
    Files.delete(tree.resolve("1.txt"));
    Files.delete(tree.resolve("2.txt"));
    build();
    RunSummary second = build();
    assertThat(new StagedRuns(index).list(), hasSize(1));
    assertThat(new StagedRuns(index).list().get(0).runId(), is(second.runId()));
    TestBuild.of("notes", tree).commitTo(index);
    assertThat(new StagedRuns(index).list(), empty());
  }

  @Test
  void refusedUpdateIsPublishedIntoTheCommitItWasMadeFor() throws Exception {
    TestBuild.of("notes", tree).commitTo(index);
    Files.writeString(tree.resolve("more.txt"), "nothing to shelter under");
    Gates gates =
        new Gates(Optional.empty(), Optional.empty(), List.of("content:shelter>=2"), false);
    TestBuild update = TestBuild.of("notes", tree).asUpdate().withGates(gates);

    RunSummary refused = Builds.start(update.settings(index)).await();
    assertThat(refused.reason(), is("content:shelter>=2: 1 found"));
    assertThat(documents(), is(4));
    StagedRuns staged = new StagedRuns(index);
    assertThat(staged.list().get(0).documents(), is(1L));
    assertThat(staged.publish(refused.runId(), json -> "").verdict().kind(), is(Kind.COMMITTED));
    assertThat(documents(), is(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nofield:x>=1 | the probe 'nofield:x': no field 'nofield' in this index",
        "title:(x>=1 | the probe 'title:(x': the query ends too early",
      })
  void probeThatCannotBeAskedIsToldBeforeAnyWork(String probe, String message) {
    Gates gates = new Gates(Optional.empty(), Optional.empty(), List.of(probe), false);
    BuildRefusedException e =
        assertThrows(
            BuildRefusedException.class,
            () -> Builds.start(TestBuild.of("notes", tree).withGates(gates).settings(index)));
    assertThat(e.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(e.getMessage(), containsString(message));
    assertThat(Files.exists(index), is(false));
  }
}
