package io.github.shardmill.cli;

import io.github.shardmill.cli.view.FileException;
import io.github.shardmill.cli.view.IndexSummary;
import io.github.shardmill.cli.view.SearchResults;
import io.github.shardmill.cli.view.VerifyReport;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Answers every command from memory and keeps what it was asked. A failure can be dialled in. */
final class FakeOperations implements Operations {
  final List<BuildSettings> builds = new ArrayList<>();
  final List<BuildSettings> plans = new ArrayList<>();
  final List<SearchRequest> searches = new ArrayList<>();
  Verdict verdict = Verdict.COMMITTED;
  String reason = "";
  long failed;
  boolean sound = true;
  Optional<RuntimeException> failure = Optional.empty();

  @Override
  public BuildRun startBuild(BuildSettings settings) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    builds.add(settings);
    return new FinishedRun(summary());
  }

  RunSummary summary() {
    return new RunSummary(
        "run-1",
        verdict,
        reason,
        new FileCounts(10, 10 - failed, 0, 0, 0, failed),
        12,
        3_000,
        1.5,
        7,
        0);
  }

  @Override
  public BuildPlan planBuild(BuildSettings settings) {
    plans.add(settings);
    return new BuildPlan(
        2,
        1_500,
        1,
        0,
        new TreeMap<>(
            Map.of("txt", new BuildPlan.Group(1, 500), "", new BuildPlan.Group(1, 1_000))),
        9_000_000);
  }

  @Override
  public SearchResults search(SearchRequest request) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    searches.add(request);
    return new SearchResults(request.query(), 0, true, 3, List.of());
  }

  @Override
  public IndexSummary inspect(Path index) {
    return new IndexSummary(
        index.toString(),
        5,
        0,
        1_000,
        2,
        "abc",
        new IndexSummary.Schema("def", "standard", List.of()),
        List.of(),
        List.of(),
        Optional.of(summary()));
  }

  @Override
  public VerifyReport verify(Path index) {
    return new VerifyReport(
        index.toString(), 2, 5, "abc", 0.5, List.of(new VerifyReport.Check("digest", sound, "")));
  }

  @Override
  public void exceptions(Path index, Consumer<FileException> consumer) {
    consumer.accept(
        new FileException(
            "notes:a\nb.pdf", "CORRUPT", "application/pdf", 12, "no trailer", "restore it"));
  }

  private record FinishedRun(RunSummary summary) implements BuildRun {
    @Override
    public BuildProgress progress() {
      return new BuildProgress(
          BuildProgress.Stage.COMMITTING, 10, 10, true, 12, 3_000, 0, Duration.ofSeconds(1));
    }

    @Override
    public RunSummary await() {
      return summary;
    }

    @Override
    public void cancel() {}
  }
}
