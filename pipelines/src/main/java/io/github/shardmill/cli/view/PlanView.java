package io.github.shardmill.cli.view;

import io.github.shardmill.pipeline.BuildPlan;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Shows what a run would do.
 *
 * <p>JSON: {@code files}, {@code bytes}, {@code excluded}, {@code unreadableDirectories}, {@code
 * diskNeededBytes}, {@code types[]} of {@code extension}, {@code files}, {@code bytes}.
 */
public final class PlanView {
  private PlanView() {}

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
