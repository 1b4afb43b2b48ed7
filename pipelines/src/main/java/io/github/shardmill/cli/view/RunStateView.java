package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.RunState;
import io.github.shardmill.pipeline.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;

/**
 * Shows what is known of a run.
 *
 * <p>JSON: {@code runId}, {@code phase}; of a run that has ended {@code verdict}, {@code reason},
 * and its counts as in its record; of another one, if it left a sign, {@code lastSign}, {@code
 * stage}, {@code filesDone}, {@code filesDiscovered}, {@code discoveryDone}, {@code items}, {@code
 * failed}.
 */
public final class RunStateView {
  private RunStateView() {}

  /** Prints it for a person. */
  public static void printText(RunState run, PrintWriter out) {
    Table facts = new Table("run", Printable.name(run.runId()));
    switch (run.phase()) {
      case ENDED -> addEnd(facts, run.summary().orElseThrow());
      case GOING_ON -> facts.row("state", "going on");
      case INTERRUPTED ->
          facts.row("state", "interrupted; it published nothing" + Printable.text(run.remains()));
    }
    run.progress().ifPresent(progress -> facts.row("got to", words(progress)));
    run.lastSignMillis().ifPresent(millis -> facts.row("last sign", Quantity.utc(millis)));
    facts.print(out, "");
  }

  private static void addEnd(Table facts, RunSummary summary) {
    String verdict = summary.verdict().name();
    facts.row(
        "state",
        summary.reason().isEmpty() ? verdict : verdict + ": " + Printable.text(summary.reason()));
    if (summary.files().discovered() > 0) {
      facts.row("", RunTotals.line(summary));
    }
  }

  private static String words(BuildProgress progress) {
    return progress.stage().label()
        + ", "
        + Quantity.count(progress.filesDone())
        + " of "
        + Quantity.count(progress.filesDiscovered())
        + (progress.discoveryDone() ? "" : "+")
        + " files, "
        + (progress.items() > 0 ? Quantity.count(progress.items()) + " items, " : "")
        + Quantity.count(progress.failures())
        + " failed";
  }

  /** Prints it for a script. */
  public static void printJson(RunState run, PrintWriter out) {
    JsonPrinter.printBody(out, json -> write(run, json));
  }

  private static void write(RunState run, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("runId", run.runId());
    json.writeStringField("phase", run.phase().name());
    if (run.summary().isPresent()) {
      RunSummary summary = run.summary().get();
      json.writeStringField("verdict", summary.verdict().name());
      json.writeStringField("reason", summary.reason());
      json.writePOJOField("files", summary.files());
      json.writeNumberField("documents", summary.documents());
      json.writeNumberField("seconds", summary.seconds());
    }
    if (run.lastSignMillis().isPresent()) {
      json.writeStringField(
          "lastSign", Instant.ofEpochMilli(run.lastSignMillis().getAsLong()).toString());
    }
    if (run.progress().isPresent()) {
      BuildProgress progress = run.progress().get();
      json.writeStringField("stage", progress.stage().name());
      json.writeNumberField("filesDone", progress.filesDone());
      json.writeNumberField("filesDiscovered", progress.filesDiscovered());
      json.writeBooleanField("discoveryDone", progress.discoveryDone());
      json.writeNumberField("items", progress.items());
      json.writeNumberField("failed", progress.failures());
    }
    json.writeEndObject();
  }
}
