package io.github.shardmill.pipeline.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The head of the page: which run, how it ended, and its totals. */
final class PageHeader {
  private static final String ABSENT = "\u2013";
  private static final int MAX_INDEX_CODE_POINTS = 120;
  private static final int MAX_REASON_CODE_POINTS = 2000;

  private final RunRecord run;
  private final Verdict verdict;
  private final Throughput throughput;

  PageHeader(RunRecord run, Throughput throughput) {
    this.run = run;
    this.verdict = Verdict.of(run);
    this.throughput = throughput;
  }

  /** Returns the page's title, escaped. */
  String title() {
    return Html.escape(index() + " \u00b7 " + verdict.words() + " \u00b7 Shardmill run report");
  }

  String html() {
    return "<p class=\"kicker\">Shardmill run report</p>\n<h1><bdi>"
        + Html.escape(index())
        + "</bdi> <span class=\"verdict "
        + verdict.tone()
        + "\">"
        + verdict.words()
        + "</span></h1>\n<p class=\"meaning\">"
        + Html.escape(verdict.meaning())
        + "</p>\n"
        + notice()
        + facts();
  }

  /** Returns the totals as cards. */
  String cards() {
    return "<dl class=\"cards\">\n"
        + card("Files", written(run.count("discovered")), indexedNote())
        + card("Documents", written(run.count("documents")), perFileNote())
        + card("Size", run.count("bytes").stream().mapToObj(Quantity::bytes).findAny(), sizeNote())
        + card(
            "Duration",
            seconds().stream().mapToObj(s -> Quantity.duration(s * 1000)).findAny(),
            periodNote())
        + card("Files per second", rate(filesRead()), peak(throughput.peakFilesPerSecond()))
        + card("MB per second", rate(megabytesRead()), peak(throughput.peakBytesPerSecond() / 1e6))
        + failedCard()
        + "</dl>\n";
  }

  private String index() {
    return VisibleText.abbreviated(run.text("index").orElse("Index"), MAX_INDEX_CODE_POINTS);
  }

  private String notice() {
    Optional<String> reason =
        run.problem()
            .map(problem -> "The run record cannot be read: " + problem)
            .or(() -> run.text("reason"))
            .map(text -> VisibleText.abbreviated(text, MAX_REASON_CODE_POINTS));
    return reason
        .map(r -> "<p class=\"notice " + verdict.tone() + "\">" + Html.escape(r) + "</p>\n")
        .orElse("");
  }

  private String facts() {
    List<String> facts = new ArrayList<>();
    run.text("runId").ifPresent(id -> facts.add("Run " + Html.code(id)));
    run.text("mode").ifPresent(mode -> facts.add("Mode " + Html.code(mode)));
    generations().ifPresent(facts::add);
    run.moment("started").map(Quantity::moment).ifPresent(facts::add);
    run.text("version").ifPresent(version -> facts.add("Version " + Html.code(version)));
    return facts.stream()
        .map(fact -> "<li>" + fact + "</li>")
        .collect(Collectors.joining("\n", "<ul class=\"facts\">\n", "\n</ul>\n"));
  }

  private Optional<String> generations() {
    OptionalLong base = run.count("baseGeneration");
    OptionalLong generation = run.count("generation");
    if (base.isPresent() && generation.isPresent()) {
      return Optional.of("Generation " + base.getAsLong() + " \u2192 " + generation.getAsLong());
    }
    if (generation.isPresent()) {
      return Optional.of("Generation " + generation.getAsLong());
    }
    return base.isPresent() ? Optional.of("Base generation " + base.getAsLong()) : Optional.empty();
  }

  private static String card(String label, Optional<String> value, String note) {
    return card("", label, value.orElse(ABSENT), note);
  }

  private static String card(String tone, String label, String value, String note) {
    return "<div class=\""
        + ("card " + tone).strip()
        + "\"><dt>"
        + Html.escape(label)
        + "</dt><dd><span class=\"value\">"
        + Html.escape(value)
        + "</span> <span class=\"note\">"
        + Html.escape(note)
        + "</span></dd></div>\n";
  }

  private String failedCard() {
    OptionalLong failed = run.count("failed");
    OptionalLong discovered = run.count("discovered");
    boolean share = failed.orElse(0) > 0 && discovered.isPresent();
    String note =
        share ? Quantity.share(failed.getAsLong(), discovered.getAsLong()) + " of all files" : "";
    String tone = failed.orElse(0) > 0 ? "bad" : "";
    return card(tone, "Failed", written(failed).orElse(ABSENT), note);
  }

  private String indexedNote() {
    return run.count("indexed").stream()
        .mapToObj(indexed -> Quantity.count(indexed) + " indexed")
        .findAny()
        .orElse("");
  }

  private String perFileNote() {
    OptionalLong documents = run.count("documents");
    long files = run.count("indexed").orElse(0) + run.count("failed").orElse(0);
    return documents.isPresent() && files > 0
        ? Quantity.threeDigits((double) documents.getAsLong() / files) + " per file"
        : "";
  }

  private String sizeNote() {
    long discovered = run.count("discovered").orElse(0);
    OptionalLong bytes = run.count("bytes");
    return bytes.isPresent() && discovered > 0
        ? Quantity.bytes((double) bytes.getAsLong() / discovered) + " per file"
        : "";
  }

  private String periodNote() {
    return run.moment("finished").map(end -> "until " + Quantity.timeOfDay(end)).orElse("");
  }

  private OptionalDouble seconds() {
    Optional<Instant> started = run.moment("started");
    Optional<Instant> finished = run.moment("finished");
    OptionalDouble recorded = run.number("seconds");
    if (recorded.isPresent() || started.isEmpty() || finished.isEmpty()) {
      return recorded;
    }
    long seconds = finished.get().getEpochSecond() - started.get().getEpochSecond();
    return seconds >= 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
  }

  /** Prefers what was read while the run went on: unchanged and excluded files cost no reading. */
  private OptionalDouble filesRead() {
    if (throughput.points().isEmpty()) {
      return run.number("discovered");
    }
    return OptionalDouble.of(throughput.files());
  }

  private OptionalDouble megabytesRead() {
    OptionalDouble bytes =
        throughput.points().isEmpty() ? run.number("bytes") : OptionalDouble.of(throughput.bytes());
    return bytes.isPresent() ? OptionalDouble.of(bytes.getAsDouble() / 1e6) : bytes;
  }

  private Optional<String> rate(OptionalDouble amount) {
    double seconds = seconds().orElse(0);
    return amount.isPresent() && seconds > 0
        ? Optional.of(Quantity.threeDigits(amount.getAsDouble() / seconds))
        : Optional.empty();
  }

  private static String peak(double rate) {
    return rate > 0 ? "peak " + Quantity.threeDigits(rate) : "";
  }

  private static Optional<String> written(OptionalLong count) {
    return count.stream().mapToObj(Quantity::count).findAny();
  }
}
