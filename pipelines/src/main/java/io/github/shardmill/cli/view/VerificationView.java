package io.github.shardmill.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.pipeline.read.SourceFileState;
import io.github.shardmill.pipeline.read.SourceReport;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Shows what verification found.
 *
 * @param report all findings
 * @param sources the comparison with the sources, where it was asked for
 */
public record VerificationView(VerificationReport report, Optional<SourceReport> sources) {
  /** Prints the report for a script; the comparison is its member {@code sources}. */
  public void printJson(PrintWriter out) {
    ObjectNode json = JsonPrinter.tree(report);
    sources.ifPresent(compared -> json.set("sources", JsonPrinter.tree(compared)));
    JsonPrinter.print(out, json);
  }

  /** Prints one line for each check, the files that are not as indexed, and the sum. */
  public void printText(PrintWriter out) {
    Table table = new Table("result", "check", "detail");
    for (Finding finding : report.findings()) {
      table.row(result(finding.severity()), finding.check(), Printable.text(finding.detail()));
    }
    table.print(out, "");
    sources.ifPresent(compared -> print(compared, out));
    long failed = report.findings().stream().filter(finding -> !finding.ok()).count();
    long incomplete =
        report.findings().stream().filter(f -> f.severity() == Severity.INCOMPLETE).count();
    out.println();
    out.println(
        report.ok()
            ? "sound: all " + Quantity.count(report.findings().size(), "check") + " passed"
            : "NOT SOUND: " + Quantity.count(failed, "check") + " failed");
    if (incomplete > 0) {
      out.println(Quantity.count(incomplete, "check") + " passed in part only");
    }
  }

  private static void print(SourceReport compared, PrintWriter out) {
    compared
        .states()
        .forEach(
            (state, files) -> {
              if (state != SourceFileState.SAME && files.files() > 0) {
                out.println();
                out.println(Quantity.count(files.files(), "file") + " " + state.words() + ":");
                files.firstIds().forEach(id -> out.println("  " + Printable.name(id)));
                long more = files.files() - files.firstIds().size();
                if (more > 0) {
                  out.println("  and " + Quantity.count(more) + " more");
                }
              }
            });
  }

  private static String result(Severity severity) {
    return switch (severity) {
      case SOUND -> "ok";
      case INCOMPLETE -> "part";
      case BROKEN -> "FAILED";
    };
  }
}
