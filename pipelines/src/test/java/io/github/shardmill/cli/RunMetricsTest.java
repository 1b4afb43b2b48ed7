package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.Changes;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunMetricsTest {
  private static final Instant STARTED = Instant.parse("2024-01-31T02:00:00.250Z");

  private static RunEnd end(String index, ExitCode code, Optional<Verdict> verdict) {
    return new RunEnd(
        "build",
        Path.of(index),
        code,
        "",
        verdict.map(
            v ->
                new RunSummary(
                    "run",
                    v,
                    "",
                    new FileCounts(100, 60, 20, 5, 8, 0, 7),
                    Changes.NONE,
                    1,
                    70,
                    12_345_678_901L,
                    1,
                    1,
                    0)),
        Optional.empty(),
        verdict.isPresent() ? OptionalLong.of(42) : OptionalLong.empty(),
        STARTED,
        STARTED.plusMillis(90_500));
  }

  private static String value(String text, String name, String labels) {
    return PrometheusText.parse(text)
        .value(name + "{index=\"/i\",command=\"build\"" + labels + "}");
  }

  @Test
  void aRunIsToldInFull() {
    String text =
        RunMetrics.text(end("/i", ExitCode.DONE, Optional.of(Verdict.COMMITTED)), Optional.empty());

    assertThat(value(text, "shardmill_last_run_exit_code", ""), is("0"));
    assertThat(value(text, "shardmill_last_run_start_timestamp_seconds", ""), is("1706666400.250"));
    assertThat(value(text, "shardmill_last_run_end_timestamp_seconds", ""), is("1706666490.750"));
    assertThat(value(text, "shardmill_last_run_duration_seconds", ""), is("90.500"));
    assertThat(value(text, "shardmill_last_success_timestamp_seconds", ""), is("1706666490.750"));
    assertThat(value(text, "shardmill_last_run_files", ",class=\"indexed\""), is("60"));
    assertThat(value(text, "shardmill_last_run_files", ",class=\"unchanged\""), is("20"));
    assertThat(value(text, "shardmill_last_run_files", ",class=\"duplicates\""), is("5"));
    assertThat(value(text, "shardmill_last_run_files", ",class=\"excluded\""), is("8"));
    assertThat(value(text, "shardmill_last_run_files", ",class=\"failed\""), is("7"));
    assertThat(value(text, "shardmill_last_run_unreadable_directories", ""), is("1"));
    assertThat(value(text, "shardmill_last_run_documents", ""), is("70"));
    assertThat(value(text, "shardmill_last_run_bytes", ""), is("12345678901"));
    assertThat(value(text, "shardmill_index_generation", ""), is("42"));
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void oneVerdictIsOneAndTheOthersNone(Verdict verdict) {
    String text =
        RunMetrics.text(end("/i", ExitCode.REFUSED, Optional.of(verdict)), Optional.empty());
    for (Verdict other : Verdict.values()) {
      String label = ",verdict=\"" + other + "\"";
      assertThat(
          value(text, "shardmill_last_run_verdict", label), is(other == verdict ? "1" : "0"));
    }
    assertThat(value(text, "shardmill_last_run_verdict", ",verdict=\"FAILED\""), is("0"));
  }

  @Test
  void aRunWithoutVerdictFailedAndCountedNothing() {
    String text = RunMetrics.text(end("/i", ExitCode.BUSY, Optional.empty()), Optional.empty());
    assertThat(value(text, "shardmill_last_run_verdict", ",verdict=\"FAILED\""), is("1"));
    assertThat(value(text, "shardmill_last_run_documents", ""), is(nullValue()));
    assertThat(value(text, "shardmill_index_generation", ""), is(nullValue()));
    assertThat(value(text, "shardmill_last_success_timestamp_seconds", ""), is(nullValue()));
  }

  @Test
  void theLastSuccessOutlivesFailures() {
    String success =
        RunMetrics.text(end("/i", ExitCode.DONE, Optional.of(Verdict.UNCHANGED)), Optional.empty());
    RunEnd failed = end("/i", ExitCode.FAILED, Optional.empty());
    String once = RunMetrics.text(failed, Optional.of(success));
    String twice = RunMetrics.text(failed, Optional.of(once));
    assertThat(value(twice, "shardmill_last_success_timestamp_seconds", ""), is("1706666490.750"));
    RunEnd ofAnother = end("/other", ExitCode.FAILED, Optional.empty());
    assertThat(
        RunMetrics.text(ofAnother, Optional.of(success)),
        equalTo(RunMetrics.text(ofAnother, Optional.empty())));
  }

  @Test
  void whatSomebodyElseWroteIsNoSuccess() {
    RunEnd failed = end("/i", ExitCode.FAILED, Optional.empty());
    String foreign =
        "shardmill_last_success_timestamp_seconds{index=\"/i\",command=\"build\"} soon\n";
    assertThat(
        RunMetrics.text(failed, Optional.of(foreign)),
        equalTo(RunMetrics.text(failed, Optional.empty())));
  }

  @Test
  void namesAreEscaped() {
    String text =
        RunMetrics.text(
            end("/a\"b\\c\nd{}", ExitCode.DONE, Optional.of(Verdict.COMMITTED)), Optional.empty());
    assertThat(
        PrometheusText.parse(text)
            .value("shardmill_last_run_exit_code{index=\"/a\\\"b\\\\c\\nd{}\",command=\"build\"}"),
        is("0"));
  }

  /** The parser of these tests is strict. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1\n",
        "# TYPE a gauge\na 1\n",
        "# HELP a b\na 1\n",
        "# HELP a b\n# TYPE a gauge\na 1",
        "# HELP a b\n# TYPE a gauge\na 1\na 1\n",
        "# HELP a b\n# TYPE a gauge\na one\n",
        "# HELP a b\n# TYPE a gauge\na{x=\"\"\"} 1\n",
        "# HELP a b\n# TYPE a gauge\na 1\n\n",
      })
  void otherTextsAreNotAccepted(String text) {
    assertThrows(AssertionError.class, () -> PrometheusText.parse(text));
  }
}
