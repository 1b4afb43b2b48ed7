package io.github.shardmill.pipeline.report;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that failed, each with its outcome and the cause. */
record FailureSection(List<Failure> failures, OptionalLong failed) implements Section {
  /** The most files that are shown. */
  static final int MAX_ROWS = 100;

  /** Name, outcome and cause between tabs; a file's name may hold tabs itself. */
  private static final Pattern ENTRY =
      Pattern.compile("(?<name>.*)\t(?<outcome>[A-Z][A-Z_]*)\t(?<cause>.*)", Pattern.DOTALL);

  FailureSection {
    failures = List.copyOf(failures);
  }

  /** One file; outcome and cause are empty when the record does not tell them apart. */
  record Failure(String name, String outcome, String cause) {
    static Failure of(String entry) {
      Matcher matcher = ENTRY.matcher(entry);
      return matcher.matches()
          ? new Failure(matcher.group("name"), matcher.group("outcome"), matcher.group("cause"))
          : new Failure(entry, "", "");
    }
  }

  static FailureSection of(RunRecord run) {
    return new FailureSection(
        run.list("rankings", "failed").stream()
            .flatMap(file -> file.text("name").stream())
            .limit(MAX_ROWS)
            .map(Failure::of)
            .toList(),
        run.count("failed"));
  }

  @Override
  public String id() {
    return "failed";
  }

  @Override
  public String title() {
    return "Failed files";
  }

  @Override
  public boolean isEmpty() {
    return failures.isEmpty() && failed.isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    if (failures.isEmpty() && failed.orElse(0) == 0) {
      return "<p>No file failed.</p>\n";
    }
    return (failures.isEmpty() ? "" : table())
        + "<p class=\"hint\">All of them by cause, with what to do: "
        + "<code>runners/shardmill exceptions INDEX</code>; <code>--list</code> shows each file,"
        + " <code>--retry</code> reads them again</p>\n";
  }

  private String table() {
    HtmlTable table = new HtmlTable(caption(), "File", "Outcome", "Cause");
    for (Failure failure : failures) {
      table.row(
          Cell.name(failure.name()), Cell.text(failure.outcome()), Cell.text(failure.cause()));
    }
    return table.html();
  }

  private String caption() {
    String shown = Quantity.count(failures.size());
    return failed.isPresent() && failed.getAsLong() > failures.size()
        ? shown + " of " + Quantity.count(failed.getAsLong()) + " failed files"
        : shown + (failures.size() == 1 ? " failed file" : " failed files");
  }
}
