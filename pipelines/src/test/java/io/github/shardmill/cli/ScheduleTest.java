package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ScheduleTest {
  private static final String TELL =
      "echo \"$SHARDMILL_VERDICT $SHARDMILL_EXIT_CODE [$SHARDMILL_RUN] [$SHARDMILL_REASON]\"";

  @TempDir Path temp;
  private final CommandLineHarness harness = new CommandLineHarness();

  private int build(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--input", "docs", "--index", index().toString()));
    arguments.add("--quiet");
    arguments.addAll(List.of(options));
    return harness.run(arguments.toArray(String[]::new));
  }

  private Path index() {
    return temp.resolve("my index");
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMITTED", "UNCHANGED"})
  void successRunsItsCommand(String verdict) {
    harness.operations.verdict = Verdict.valueOf(verdict);

    assertThat(build("--on-success", TELL, "--on-failure", "echo no"), is(0));
    assertThat(harness.err(), is(verdict + " 0 [run-1] []\n"));
    assertThat(harness.out(), is(""));
  }

  @ParameterizedTest
  @CsvSource({"REFUSED, 3", "CONFLICT, 4", "UNKNOWN, 2", "CANCELLED, 130"})
  void failureRunsItsCommand(String verdict, int code) {
    harness.operations.verdict = Verdict.valueOf(verdict);
    harness.operations.reason = "too few; $(echo never)";

    assertThat(build("--on-success", "echo no", "--on-failure", TELL), is(code));
    assertThat(
        harness.err(), endsWith(verdict + " " + code + " [run-1] [too few; $(echo never)]\n"));
  }

  @Test
  void aRunThatCannotBeginRunsTheCommandOfFailure() {
    harness.operations.failure = Optional.of(new CommandFailure(ExitCode.BUSY, "busy"));

    assertThat(build("--on-failure", TELL), is(4));
    assertThat(harness.err(), is("FAILED 4 [] [busy]\nshardmill: busy\n"));
  }

  @Test
  void anUnexpectedFailureRunsTheCommandToo() {
    harness.operations.failure = Optional.of(new IllegalStateException("odd"));

    assertThat(build("--on-failure", TELL), is(2));
    assertThat(harness.err(), containsString("FAILED 2 [] [odd]\n"));
  }

  @Test
  void moreExceptionsThanAllowedAreAFailure() {
    harness.operations.failed = 3;

    assertThat(build("--max-exceptions=1", "--on-failure", TELL), is(5));
    assertThat(harness.err(), is("COMMITTED 5 [run-1] []\n"));
  }

  @Test
  void theCommandKnowsTheIndexAndTheRecord() throws IOException {
    Path record = index().resolve("shardmill/runs/run-1/run.json");
    Files.createDirectories(record.getParent());
    Files.writeString(record, "{}");

    build("--on-success", "echo \"$SHARDMILL_INDEX\" && cat \"$SHARDMILL_RECORD\"");
    assertThat(harness.err(), is(index() + "\n{}\n"));
  }

  @Test
  void aCommandThatFailsIsAWarning() {
    assertThat(build("--on-success", "echo bad >&2; exit 3"), is(0));
    assertThat(
        harness.err(),
        is("bad\nshardmill: warning: the command of --on-success ended with exit code 3\n"));
  }

  @Test
  void aCommandHasNoInputToWaitFor() {
    assertThat(build("--on-success", "cat; echo done"), is(0));
    assertThat(harness.err(), is("done\n"));
  }

  @Test
  void aDryRunRunsNoCommand() {
    assertThat(build("--dry-run", "--on-success", "echo no"), is(0));
    assertThat(harness.err(), is(""));
  }

  @Test
  void aRunIsStoppedAtItsDeadline() {
    harness.operations.runsUntilCancelled = true;
    harness.operations.verdict = Verdict.CANCELLED;
    harness.operations.reason = "nothing was published";

    assertThat(build("--deadline=1ms", "--on-failure", TELL), is(2));
    String message = "stopped at the deadline, after 0.0 s; nothing was published";
    assertThat(harness.err(), is("FAILED 2 [] [" + message + "]\nshardmill: " + message + "\n"));
  }

  @Test
  void aCommitThatWasFasterThanTheDeadlineStands() {
    harness.operations.runsUntilCancelled = true;

    assertThat(build("--deadline=1ms", "--on-success", TELL), is(0));
    assertThat(harness.err(), is("COMMITTED 0 [run-1] []\n"));
  }

  @Test
  void aRunThatEndsInTimeHearsNothingOfItsDeadline() {
    assertThat(build("--deadline=10h"), is(0));
    assertThat(harness.err(), is(""));
  }

  @Test
  void noTimeAtAllIsWrongUsage() {
    assertThat(build("--deadline=0s"), is(1));
    assertThat(harness.err(), containsString("--deadline must be more than nothing"));
    assertThat(harness.operations.builds.isEmpty(), is(true));
  }

  @Test
  void everyEndWritesItsMetrics() throws IOException {
    Path file = temp.resolve("shardmill.prom");
    harness.operations.record.put("generation", 7);
    assertThat(build("--metrics-file", file.toString()), is(0));
    PrometheusText first = PrometheusText.parse(Files.readString(file));
    String index = "{index=\"" + index() + "\",command=\"build\"}";
    assertThat(first.value("shardmill_last_run_exit_code" + index), is("0"));
    assertThat(first.value("shardmill_index_generation" + index), is("7"));

    harness.operations.failure = Optional.of(new CommandFailure(ExitCode.BUSY, "busy"));
    assertThat(build("--metrics-file", file.toString()), is(4));
    PrometheusText second = PrometheusText.parse(Files.readString(file));
    assertThat(second.value("shardmill_last_run_exit_code" + index), is("4"));
    String success = "shardmill_last_success_timestamp_seconds" + index;
    assertThat(second.value(success), is(first.value(success)));
    try (var entries = Files.list(temp)) {
      assertThat(entries.toList(), is(List.of(file)));
    }
  }

  @Test
  void anUpdateHasTheSameAndSaysWhatItIs() throws IOException {
    Path file = temp.resolve("shardmill.prom");

    int code =
        harness.run(
            "update",
            index().toString(),
            "--quiet",
            "--input=docs",
            "--max-drop=5",
            "--on-success",
            TELL,
            "--metrics-file",
            file.toString());
    assertThat(harness.err(), is("COMMITTED 0 [run-1] []\n"));
    assertThat(code, is(0));
    assertThat(
        PrometheusText.parse(Files.readString(file))
            .value("shardmill_last_run_exit_code{index=\"" + index() + "\",command=\"update\"}"),
        is("0"));
  }

  @Test
  void metricsThatCannotBeWrittenAreAWarning() {
    Path file = temp.resolve("nowhere/shardmill.prom");

    assertThat(build("--metrics-file", file.toString(), "--on-success", "echo on"), is(0));
    assertThat(harness.err(), containsString("warning: cannot write --metrics-file " + file));
    assertThat(harness.err(), endsWith("\non\n"));
    assertThat(harness.err(), not(containsString("Exception")));
  }
}
