package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Shows what a run came to, or would do.
 *
 * <p>JSON of a run: {@code runId}, {@code verdict}, {@code reason}, {@code discovered}, {@code
 * indexed}, {@code unchanged}, {@code duplicates}, {@code excluded}, {@code failed}, {@code
 * documents}, {@code bytes}, {@code seconds}, {@code linkedFiles}, {@code copiedFiles}. JSON of a
 * dry run: {@code files}, {@code bytes}, {@code excluded}, {@code unreadableDirectories}, {@code
 * diskNeededBytes}, {@code types[]} of {@code extension}, {@code files}, {@code bytes}.
 */
public final class RunView {
  private RunView() {}

  /** Returns the totals of a run as one line. */
  public static String totals(RunSummary run) {
    FileCounts files = run.files();
    StringBuilder line = new StringBuilder();
    line.append(Quantity.count(files.indexed()))
        .append(" of ")
        .append(Quantity.count(files.discovered(), "file"))
        .append(" indexed");
    appendCount(line, files.unchanged(), "unchanged");
    appendCount(line, files.duplicates(), "duplicates");
    appendCount(line, files.excluded(), "excluded");
    appendCount(line, files.failed(), "failed");
    double seconds = Math.max(run.seconds(), 0.001);
    return line.append("; ")
        .append(Quantity.count(run.documents(), "document"))
        .append(", ")
        .append(Quantity.bytes(run.bytes()))
        .append(" in ")
        .append(Quantity.seconds(run.seconds()))
        .append(" (")
        .append(Quantity.rate(run.documents() / seconds))
        .append(" documents/s, ")
        .append(Quantity.bytesPerSecond(run.bytes() / seconds))
        .append(")")
        .toString();
  }

  private static void appendCount(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(Quantity.count(number)).append(' ').append(what);
    }
  }

  /** Prints a run for a script. */
  public static void printJson(RunSummary run, PrintWriter out) {
    JsonPrinter.printBody(out, json -> writeRun(json, run));
  }

  private static void writeRun(JsonGenerator json, RunSummary run) throws IOException {
    json.writeStartObject();
    json.writeStringField("runId", run.runId());
    json.writeStringField("verdict", run.verdict().name());
    json.writeStringField("reason", run.reason());
    json.writeNumberField("discovered", run.files().discovered());
    json.writeNumberField("indexed", run.files().indexed());
    json.writeNumberField("unchanged", run.files().unchanged());
    json.writeNumberField("duplicates", run.files().duplicates());
    json.writeNumberField("excluded", run.files().excluded());
    json.writeNumberField("failed", run.files().failed());
    json.writeNumberField("documents", run.documents());
    json.writeNumberField("bytes", run.bytes());
    json.writeNumberField("seconds", run.seconds());
    json.writeNumberField("linkedFiles", run.linkedFiles());
    json.writeNumberField("copiedFiles", run.copiedFiles());
    json.writeEndObject();
  }

  /** Prints a plan for a person. */
  public static void printText(BuildPlan plan, PrintWriter out) {
    out.println(
        Quantity.count(plan.files(), "file")
            + " to index, "
            + Quantity.bytes(plan.bytes())
            + "; "
            + Quantity.count(plan.excluded())
            + " excluded; "
            + Quantity.count(plan.unreadableDirectories())
            + " unreadable directories");
    out.println("free disk needed: about " + Quantity.bytes(plan.diskNeededBytes()));
    if (plan.types().isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("type", ">files", ">bytes");
    plan.types().entrySet().stream()
        .sorted(
            Map.Entry.<String, BuildPlan.Group>comparingByValue(
                    (a, b) -> Long.compare(b.bytes(), a.bytes()))
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            type ->
                table.row(
                    type.getKey().isEmpty() ? "(none)" : Printable.name(type.getKey()),
                    Quantity.count(type.getValue().files()),
                    Quantity.bytes(type.getValue().bytes())));
    table.print(out, "  ");
  }

  /** Prints a plan for a script. */
  public static void printJson(BuildPlan plan, PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("files", plan.files());
          json.writeNumberField("bytes", plan.bytes());
          json.writeNumberField("excluded", plan.excluded());
          json.writeNumberField("unreadableDirectories", plan.unreadableDirectories());
          json.writeNumberField("diskNeededBytes", plan.diskNeededBytes());
          json.writeArrayFieldStart("types");
          for (Map.Entry<String, BuildPlan.Group> type : plan.types().entrySet()) {
            json.writeStartObject();
            json.writeStringField("extension", type.getKey());
            json.writeNumberField("files", type.getValue().files());
            json.writeNumberField("bytes", type.getValue().bytes());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
