package io.github.shardmill.cli;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run came to as Prometheus reads it: the text exposition format, version 0.0.4. All metrics
 * are gauges and have the labels {@code index} and {@code command}: a rebuild and an update of one
 * index write a file each, and no series may be in two. Pure.
 */
final class RunMetrics {
  private static final String LAST_SUCCESS = "shardmill_last_success_timestamp_seconds";

  private final String labels;
  private final StringBuilder text = new StringBuilder();

  private RunMetrics(RunEnd end) {
    this.labels = label("index", end.index().toString()) + "," + label("command", end.command());
  }

  /**
   * Returns the text.
   *
   * @param before the text of the run before, from which the time of the last success is taken over
   *     if this run is none
   */
  static String text(RunEnd end, Optional<String> before) {
    RunMetrics metrics = new RunMetrics(end);
    metrics.addEnd(end);
    metrics.addLastSuccess(end, before);
    end.summary().ifPresent(metrics::addSummary);
    end.generation()
        .ifPresent(
            generation ->
                metrics.add(
                    "shardmill_index_generation",
                    "Lucene's generation of the commit that the index is at.",
                    BigDecimal.valueOf(generation)));
    return metrics.text.toString();
  }

  private void addEnd(RunEnd end) {
    add(
        "shardmill_last_run_exit_code",
        "Exit code of the last run, 0 if all went well.",
        BigDecimal.valueOf(end.exitCode().code()));
    Map<String, BigDecimal> verdicts = new LinkedHashMap<>();
    List<String> names =
        new ArrayList<>(Arrays.stream(RunSummary.Verdict.values()).map(Enum::name).toList());
    names.add(RunEnd.FAILED);
    names.forEach(
        name -> verdicts.put(name, name.equals(end.verdict()) ? BigDecimal.ONE : BigDecimal.ZERO));
    add("shardmill_last_run_verdict", "1 for how the last run ended.", "verdict", verdicts);
    add(
        "shardmill_last_run_start_timestamp_seconds",
        "When the last run began, seconds since 1970 UTC.",
        seconds(end.started()));
    add(
        "shardmill_last_run_end_timestamp_seconds",
        "When the last run ended, seconds since 1970 UTC.",
        seconds(end.finished()));
    add(
        "shardmill_last_run_duration_seconds",
        "How long the last run took.",
        BigDecimal.valueOf(Duration.between(end.started(), end.finished()).toMillis(), 3));
  }

  private void addLastSuccess(RunEnd end, Optional<String> before) {
    Optional<BigDecimal> time =
        end.succeeded() ? Optional.of(seconds(end.finished())) : before.flatMap(this::lastSuccess);
    time.ifPresent(
        at ->
            add(
                LAST_SUCCESS,
                "When a run last ended with exit code 0, seconds since 1970 UTC.",
                at));
  }

  /** Returns the time in an earlier text about the same; none if it is not as we write it. */
  private Optional<BigDecimal> lastSuccess(String before) {
    String series = LAST_SUCCESS + "{" + labels + "} ";
    return before
        .lines()
        .filter(line -> line.startsWith(series))
        .map(line -> line.substring(series.length()))
        .filter(value -> value.matches("\\d{1,12}(\\.\\d{1,9})?"))
        .map(BigDecimal::new)
        .findFirst();
  }

  private void addSummary(RunSummary run) {
    FileCounts files = run.files();
    Map<String, BigDecimal> classes = new LinkedHashMap<>();
    classes.put("indexed", BigDecimal.valueOf(files.indexed()));
    classes.put("unchanged", BigDecimal.valueOf(files.unchanged()));
    classes.put("duplicates", BigDecimal.valueOf(files.duplicates()));
    classes.put("excluded", BigDecimal.valueOf(files.excluded()));
    classes.put("failed", BigDecimal.valueOf(files.failed()));
    add(
        "shardmill_last_run_files",
        "Files of the last run by where they went; they add up to all that were found.",
        "class",
        classes);
    add(
        "shardmill_last_run_unreadable_directories",
        "Directories that the last run could not list.",
        BigDecimal.valueOf(run.unreadableDirectories()));
    add(
        "shardmill_last_run_documents",
        "Documents that the last run wrote.",
        BigDecimal.valueOf(run.documents()));
    add(
        "shardmill_last_run_bytes",
        "Bytes of files that the last run read.",
        BigDecimal.valueOf(run.bytes()));
  }

  private void add(String name, String help, BigDecimal value) {
    addHeading(name, help);
    addSample(name, labels, value);
  }

  private void add(String name, String help, String label, Map<String, BigDecimal> values) {
    addHeading(name, help);
    values.forEach((of, value) -> addSample(name, labels + "," + label(label, of), value));
  }

  private void addHeading(String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void addSample(String name, String labelled, BigDecimal value) {
    text.append(name).append('{').append(labelled).append("} ");
    text.append(value.toPlainString()).append('\n');
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }

  private static String label(String name, String value) {
    return name
        + "=\""
        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
        + "\"";
  }
}
