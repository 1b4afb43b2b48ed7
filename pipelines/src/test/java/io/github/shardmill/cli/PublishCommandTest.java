package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.Gate;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.StagedRuns.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishCommandTest {
  private final CommandLineHarness harness = new CommandLineHarness();

  private static Waiting waiting(RunPlan.Mode mode, String obstacle) {
    return new Waiting(
        "run-1",
        mode,
        4,
        Instant.parse("2024-01-31T02:00:00Z"),
        "title:contract>=10: 9 found",
        List.of(
            new Gate.Result("at most 5 % fewer documents", true, "12 documents after 12"),
            new Gate.Result("title:contract>=10", false, "9 found")),
        12,
        3_000,
        obstacle);
  }

  @Test
  void aPublishedRunIsTold() {
    assertThat(harness.run("publish", "idx", "--run", "run-1"), is(0));

    assertThat(harness.operations.published, contains("run-1"));
    assertThat(harness.err(), is("shardmill: published run-1: 12 documents\n"));
    assertThat(harness.out(), is(""));
  }

  @Test
  void whatItReplacesIsTold() {
    harness.operations.notice = Optional.of("it replaces generation 2");

    assertThat(harness.run("publish", "idx", "--run", "run-1"), is(0));
    assertThat(harness.err(), containsString("\nshardmill: it replaces generation 2\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, 3, 'refused, the run stays staged: because'",
    "CONFLICT, 4, 'the run stays staged: because'",
    "UNKNOWN, 2, 'it is not known whether the commit succeeded: because'"
  })
  void everyVerdictHasItsExitCode(CommitVerdict.Kind verdict, int code, String line) {
    harness.operations.publication = verdict;
    harness.operations.reason = "because";

    assertThat(harness.run("publish", "idx", "--run", "run-1"), is(code));
    assertThat(harness.err(), is("shardmill: " + line + "\n"));
  }

  @Test
  void theRunHasToBeNamed() {
    assertThat(harness.run("publish", "idx"), is(1));
    assertThat(harness.run("discard", "idx"), is(1));
    assertThat(harness.operations.published, is(empty()));
    assertThat(harness.operations.discarded, is(empty()));
    assertThat(harness.err(), containsString("--run=RUN"));
  }

  @Test
  void aRunIsDiscarded() {
    assertThat(harness.run("discard", "idx", "--run", "run-1"), is(0));

    assertThat(harness.operations.discarded, contains("run-1"));
    assertThat(harness.err(), is("shardmill: discarded run-1\n"));
  }

  @Test
  void inspectionShowsWhatWaitsAndWhatToDo() {
    harness.operations.staged.add(waiting(RunPlan.Mode.REPLACE, ""));

    assertThat(harness.run("inspect", "idx", "--staged"), is(0));
    assertThat(
        harness.out(),
        is(
            """
            run        run-1
            refused    2024-01-31 02:00:00Z
            would      replace generation 4
            documents  12
            size       3.0 kB

              gate                         passed  found
              at most 5 % fewer documents  yes     12 documents after 12
              title:contract>=10           NO      9 found

            publish it: shardmill publish idx --run run-1
            discard it: shardmill discard idx --run run-1
            """));
  }

  @Test
  void inspectionSaysWhatKeepsARunFromBeingPublished() {
    harness.operations.staged.add(waiting(RunPlan.Mode.UPDATE, "the index is elsewhere"));

    assertThat(harness.run("inspect", "idx", "--staged"), is(0));
    assertThat(harness.out(), containsString("it cannot be published: the index is elsewhere\n"));
  }

  @Test
  void nothingThatWaitsIsSaidToo() {
    assertThat(harness.run("inspect", "idx", "--staged"), is(0));
    assertThat(harness.out(), is("no run waits to be published\n"));
  }

  @Test
  void scriptsReadWhatWaits() throws Exception {
    harness.operations.staged.add(waiting(RunPlan.Mode.REPLACE, ""));

    assertThat(harness.run("inspect", "idx", "--staged", "--json"), is(0));
    JsonNode run = JsonMapper.builder().build().readTree(harness.out()).path("staged").path(0);
    assertThat(run.path("runId").asText(), is("run-1"));
    assertThat(run.path("refused").asText(), is("2024-01-31T02:00:00Z"));
    assertThat(run.path("gates").path(1).path("passed").asBoolean(true), is(false));
    assertThat(run.path("bytes").asLong(), is(3_000L));
    assertThat(run.path("obstacle").asText("x"), is(""));
  }
}
