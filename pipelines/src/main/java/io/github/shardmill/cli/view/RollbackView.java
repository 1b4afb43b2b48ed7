package io.github.shardmill.cli.view;

import io.github.shardmill.index.RollbackPlan;
import java.io.PrintWriter;
import java.time.Instant;

/**
 * Shows a rollback.
 *
 * <p>JSON: {@code done} (false for a dry run, and where nothing was to do), {@code needed}, {@code
 * from}, {@code to} and {@code generation} (of the commits before, of that which was gone back to,
 * and after), {@code run} and {@code committed} of the target, {@code documentsBefore}, {@code
 * documents}.
 */
public final class RollbackView {
  private final RollbackPlan plan;
  private final boolean isDryRun;

  /** Prepares to show a rollback. */
  public RollbackView(RollbackPlan plan, boolean isDryRun) {
    this.plan = plan;
    this.isDryRun = isDryRun;
  }

  /** Prints it in one line. */
  public void printText(PrintWriter out) {
    if (!plan.isNeeded()) {
      out.println(
          "the index holds the documents of generation "
              + plan.target()
              + " already; nothing to do");
      return;
    }
    out.println(
        (isDryRun ? "would go" : "went")
            + " back from generation "
            + plan.current()
            + " to the documents of generation "
            + plan.target()
            + ", of run "
            + Printable.name(plan.targetRun())
            + " at "
            + Quantity.utc(plan.targetCommittedMillis())
            + ": "
            + Quantity.count(plan.documents(), "document")
            + " instead of "
            + Quantity.count(plan.documentsBefore())
            + (isDryRun ? "" : ", in generation " + plan.next()));
  }

  /** Prints it for a script. */
  public void printJson(PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("done", plan.isNeeded() && !isDryRun);
          json.writeBooleanField("needed", plan.isNeeded());
          json.writeNumberField("from", plan.current());
          json.writeNumberField("to", plan.target());
          json.writeNumberField("generation", plan.next());
          json.writeStringField("run", plan.targetRun());
          json.writeStringField(
              "committed", Instant.ofEpochMilli(plan.targetCommittedMillis()).toString());
          json.writeNumberField("documentsBefore", plan.documentsBefore());
          json.writeNumberField("documents", plan.documents());
          json.writeEndObject();
        });
  }
}
