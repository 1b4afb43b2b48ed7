package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.file.change.Change;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildPlan.Changes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
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
    if (plan.changes().isPresent()) {
      printChanges(plan.changes().get(), out);
      return;
    }
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

  private static void printChanges(Changes changes, PrintWriter out) {
    Table table = new Table(">files", "what an update would do");
    for (Map.Entry<Change, Long> change : changes.files().entrySet()) {
      table.row(Quantity.count(change.getValue()), describe(change.getKey()));
    }
    table.row(Quantity.count(changes.removed()), "gone: remove from the index");
    table.print(out, "");
    for (String id : changes.removedIds()) {
      out.println("  gone: " + Printable.name(id));
    }
    if (changes.removed() > changes.removedIds().size()) {
      out.println("  ...");
    }
    changes.refusals().forEach(reason -> out.println("it would be refused: " + reason));
  }

  private static String describe(Change change) {
    return switch (change) {
      case ADDED -> "new: read";
      case MODIFIED -> "of another size or time: read";
      case DOUBTFUL -> "may have changed unseen: compare the bytes";
      case RETRY -> "failed before: try again";
      case OUTDATED -> "other limits than before: read again";
      case UNCHANGED -> "unchanged: leave";
      case POSTPONED -> "new or changed: leave to the next update";
    };
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
          if (plan.changes().isPresent()) {
            writeChanges(plan.changes().get(), json);
          }
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

  private static void writeChanges(Changes changes, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("changes");
    for (Map.Entry<Change, Long> change : changes.files().entrySet()) {
      json.writeNumberField(change.getKey().name().toLowerCase(Locale.ROOT), change.getValue());
    }
    json.writeNumberField("removed", changes.removed());
    json.writeArrayFieldStart("removedIds");
    for (String id : changes.removedIds()) {
      json.writeString(id);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("refusals");
    for (String reason : changes.refusals()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
