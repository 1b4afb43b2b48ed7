package io.github.shardmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.RollbackPlan;
import io.github.shardmill.index.StagedRuns;
import io.github.shardmill.index.manifest.ManifestExport;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.manifest.ManifestSummary;
import io.github.shardmill.index.read.CommitOrigin;
import io.github.shardmill.index.read.DiffReport;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.index.read.SuggestResult;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.store.Pin;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.FileSchema;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RunState;
import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.Changes;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import io.github.shardmill.pipeline.read.SourceFileState;
import io.github.shardmill.pipeline.read.SourceReport;
import io.github.shardmill.pipeline.read.SourceReport.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Answers every command from memory and keeps what it was asked. A failure can be dialled in. */
final class FakeOperations implements Operations {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<BuildSettings> builds = new ArrayList<>();
  final List<BuildSettings> plans = new ArrayList<>();
  final List<SearchRequest> searches = new ArrayList<>();
  final List<SuggestRequest> suggestions = new ArrayList<>();
  final FakeDuplicates duplicates = new FakeDuplicates();
  final List<String> asked = new ArrayList<>();
  boolean rollbackIsNeeded = true;
  final List<String> published = new ArrayList<>();
  final List<String> discarded = new ArrayList<>();
  final List<StagedRuns.Waiting> staged = new ArrayList<>();
  final ObjectNode record = JSON.createObjectNode();
  CommitVerdict.Kind publication = CommitVerdict.Kind.COMMITTED;
  Verdict verdict = Verdict.COMMITTED;
  String reason = "";
  long failed;
  long unchanged;
  long excluded;
  Changes changes = Changes.NONE;
  long unreadableDirectories;
  boolean runsUntilCancelled;
  boolean sound = true;
  Optional<RememberedSettings> remembered = Optional.empty();
  boolean collapsed;
  Optional<RunState> state = Optional.empty();
  final List<ExceptionSelection> selections = new ArrayList<>();
  final List<ExceptionEntry> exceptions =
      new ArrayList<>(
          List.of(
              new ExceptionEntry(
                  "notes:a\nb.pdf",
                  "notes:a\nb.pdf",
                  "CORRUPT",
                  Map.of("content_type", "application/pdf", "size", 12L, "cause", "no trailer"))));
  boolean exhaustive = true;
  Optional<String> notice = Optional.empty();
  Optional<Path> report = Optional.empty();
  Optional<RuntimeException> failure = Optional.empty();

  @Override
  public BuildRun startBuild(BuildSettings settings) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    builds.add(settings);
    return runsUntilCancelled ? new EndlessRun(summary()) : new FinishedRun(summary());
  }

  RunSummary summary() {
    return new RunSummary(
        "run-1",
        verdict,
        reason,
        new FileCounts(
            10, 10 - failed - unchanged - excluded, unchanged, 0, excluded, excluded, failed),
        changes,
        unreadableDirectories,
        12,
        3_000,
        1.5,
        7,
        0);
  }

  @Override
  public Optional<RememberedSettings> rememberedSettings(Path index) {
    return remembered;
  }

  @Override
  public boolean isCollapsed(Path index) {
    return collapsed;
  }

  @Override
  public Optional<RunState> runState(Path index, String runId) {
    asked.add(index + " " + runId);
    return state;
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
        9_000_000,
        Optional.empty());
  }

  @Override
  public Optional<JsonNode> runRecord(Path index, String runId) {
    return verdict == Verdict.CANCELLED
        ? Optional.empty()
        : Optional.of(record.deepCopy().put("runId", runId).put("verdict", verdict.toString()));
  }

  @Override
  public Optional<Path> runReport(Path index, String runId) {
    return report;
  }

  @Override
  public SearchResult search(Path index, SearchRequest request, Consumer<String> notices) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    notice.ifPresent(notices);
    searches.add(request);
    return new SearchResult(0, true, List.of());
  }

  @Override
  public SuggestResult suggest(Path index, SuggestRequest request, Consumer<String> notices) {
    notice.ifPresent(notices);
    suggestions.add(request);
    return new SuggestResult(
        exhaustive,
        request.prefix().equals("none")
            ? List.of()
            : List.of(new SuggestResult.Suggestion("a\nb", 1_200)));
  }

  @Override
  public IndexInspection inspect(Path index) {
    return new IndexInspection(
        5,
        1,
        2,
        CommitOrigin.SHARDMILL,
        null,
        List.of(new IndexInspection.Segment("_0", "id", 5, 1, 1_000, "9.12.3", false)),
        List.of(
            new IndexInspection.Field("id", FieldKind.KEYWORD, 6L, 6L),
            new IndexInspection.Field("digest", null, null, null)),
        new IndexInspection.Bytes(1_000, 500, 100, 100, 100, 50, 50, 100),
        List.of(
            new IndexInspection.Commit(
                2,
                "back",
                Provenance.Kind.ROLLBACK,
                "2026-11-20T12:00:00Z",
                1L,
                5,
                new Pin(2, "2026-11-20T12:30:00Z", "ana", "before\nthe move"),
                1_000,
                10),
            new IndexInspection.Commit(1, null, null, null, null, 5, null, 1_000, 10)),
        FileSchema.withAnalyzer("standard"),
        "abc",
        "abc",
        JSON.createObjectNode()
            .put("runId", "run-1")
            .put("verdict", "COMMITTED")
            .put("discovered", 7)
            .put("indexed", 6)
            .put("failed", 1)
            .put("bytes", 2_000)
            .put("seconds", 1.5)
            .put("linkedFiles", 7)
            .put("recordsMatch", true));
  }

  @Override
  public VerificationReport verify(Path index, ReadProgress progress) {
    progress.report("digests", 1, 5);
    return VerificationReport.of(List.of(new Finding("digests", sound, "5 are equal")));
  }

  @Override
  public ManifestSummary exportManifest(
      Path index,
      ManifestFormat format,
      Optional<Path> previous,
      ManifestExport.Target target,
      ReadProgress progress) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    String line = format + " after " + previous.map(Path::toString).orElse("nothing") + "\n";
    try {
      target.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ManifestSummary(7, 1, 2, "feed");
  }

  @Override
  public SourceReport compareSources(Path index, ReadProgress progress) {
    return new SourceReport(
        Map.of(
            SourceFileState.SAME, new Group(5, List.of("n:a")),
            SourceFileState.ALTERED, new Group(12, List.of("n:b\n", "n:c"))),
        1,
        0,
        List.of());
  }

  @Override
  public VerificationReport verifyManifest(Path index, Path manifest, ReadProgress progress) {
    return VerificationReport.of(
        List.of(new Finding("exportLines", Severity.INCOMPLETE, "of " + manifest)));
  }

  @Override
  public long countExceptions(Path index, ExceptionSelection selection) {
    return selected(selection).count();
  }

  @Override
  public void exceptions(
      Path index,
      ExceptionSelection selection,
      List<String> fields,
      Consumer<ExceptionEntry> consumer,
      Consumer<String> notices) {
    selections.add(selection);
    notice.ifPresent(notices);
    selected(selection).forEach(consumer);
  }

  private Stream<ExceptionEntry> selected(ExceptionSelection selection) {
    return exceptions.stream()
        .filter(
            entry ->
                selection.outcomes().isEmpty()
                    || selection.outcomes().contains(Outcome.valueOf(entry.status())));
  }

  @Override
  public DuplicateTotals duplicates(
      Path index,
      DuplicateRequest request,
      DuplicateList.Visitor visitor,
      Consumer<String> notices) {
    notice.ifPresent(notices);
    return duplicates.handOver(request, visitor);
  }

  @Override
  public RollbackPlan rollback(Path index, OptionalLong to) {
    asked.add("rollback " + index + " to " + to);
    long next = rollbackIsNeeded ? 6 : 5;
    return new RollbackPlan(5, to.orElse(4), "run\n4", 1_700_000_000_000L, 1_000, 1, next);
  }

  @Override
  public RollbackPlan planRollback(Path index, OptionalLong to) {
    RollbackPlan plan = rollback(index, to);
    asked.add("only planned");
    return plan;
  }

  @Override
  public long pin(Path index, OptionalLong generation, String note) {
    asked.add("pin " + index + " at " + generation + " because '" + note + "'");
    return generation.orElse(5);
  }

  @Override
  public boolean unpin(Path index, long generation) {
    asked.add("unpin " + index + " at " + generation);
    return generation == 5;
  }

  @Override
  public DiffReport diff(
      Commit before, Commit after, int depth, int limit, Consumer<String> notices) {
    asked.add("diff " + before + " " + after + " depth " + depth + " limit " + limit);
    notice.ifPresent(notices);
    return new DiffReport(
        new DiffReport.Side("before", 1, 1_000, "abc"),
        new DiffReport.Side("after", 2, 1_001, "abd"),
        2,
        1,
        1,
        998,
        Map.of("folder", List.of(new DiffReport.Group("docs:a\nb/", 2, 1, 1))),
        new DiffReport.Listed(
            List.of(new DiffReport.Document("docs:a\nb/c", List.of())),
            List.of(),
            List.of(new DiffReport.Document("docs:a\nb/d", List.of("content", "size")))));
  }

  @Override
  public List<StagedRuns.Waiting> staged(Path index) {
    return staged;
  }

  @Override
  public StagedRuns.Publication publish(Path index, String runId) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    published.add(runId);
    return new StagedRuns.Publication(
        new CommitVerdict(publication, runId, 3, 12, reason), notice.orElse(""));
  }

  @Override
  public void discard(Path index, String runId) {
    discarded.add(runId);
  }

  private record FinishedRun(RunSummary summary) implements BuildRun {
    @Override
    public String notice() {
      return "";
    }

    @Override
    public BuildProgress progress() {
      return new BuildProgress(
          BuildProgress.Stage.COMMITTING, 10, 10, true, 2, 12, 3_000, 0, Duration.ofSeconds(1));
    }

    @Override
    public RunSummary await() {
      return summary;
    }

    @Override
    public void cancel() {}
  }
}
