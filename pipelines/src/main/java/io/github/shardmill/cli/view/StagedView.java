package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.index.Gate;
import io.github.shardmill.index.StagedRuns.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Shows the runs that wait to be published or discarded.
 *
 * <p>JSON: {@code staged[]} of {@code runId}, {@code mode}, {@code baseGeneration}, {@code
 * refused}, {@code reason}, {@code gates[]} of {@code gate}, {@code passed}, {@code found}; {@code
 * documents}, {@code bytes}, and {@code obstacle}, which is empty if the run can be published.
 *
 * @param index the index
 * @param runs that wait
 */
public record StagedView(Path index, List<Waiting> runs) {
  private static final String INDENT = "  ";

  /** Copies the list. */
  public StagedView {
    runs = List.copyOf(runs);
  }

  /** Prints them for a person, with what to do. */
  public void printText(PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("no run waits to be published");
    }
    runs.forEach(run -> printText(run, out));
  }

  private void printText(Waiting run, PrintWriter out) {
    Table facts = new Table("run", Printable.name(run.runId()));
    facts.row("refused", Quantity.utc(run.refused().toEpochMilli()));
    facts.row(
        "would",
        run.mode().name().toLowerCase(Locale.ROOT)
            + (run.baseGeneration() < 0 ? "" : " generation " + run.baseGeneration()));
    facts.row("documents", Quantity.count(run.documents()));
    facts.row("size", Quantity.bytes(run.bytes()));
    facts.print(out, "");
    out.println();
    Table gates = new Table("gate", "passed", "found");
    for (Gate.Result gate : run.gates()) {
      gates.row(
          Printable.text(gate.gate()), gate.passed() ? "yes" : "NO", Printable.text(gate.found()));
    }
    gates.print(out, INDENT);
    out.println();
    out.println(
        run.obstacle().isEmpty()
            ? "publish it: shardmill publish " + index + " --run " + run.runId()
            : "it cannot be published: " + run.obstacle());
    out.println("discard it: shardmill discard " + index + " --run " + run.runId());
  }

  /** Prints them for a script. */
  public void printJson(PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("staged");
          for (Waiting run : runs) {
            write(run, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(Waiting run, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("runId", run.runId());
    json.writeStringField("mode", run.mode().name());
    json.writeNumberField("baseGeneration", run.baseGeneration());
    json.writeStringField("refused", run.refused().toString());
    json.writeStringField("reason", run.reason());
    json.writePOJOField("gates", run.gates());
    json.writeNumberField("documents", run.documents());
    json.writeNumberField("bytes", run.bytes());
    json.writeStringField("obstacle", run.obstacle());
    json.writeEndObject();
  }
}
