package io.github.shardmill.cli.view;

import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.VerificationReport;
import java.io.PrintWriter;

/** Shows to a person what verification found. JSON: see {@link VerificationReport}. */
public final class VerificationView {
  private VerificationView() {}

  /** Prints one line for each check, and the sum of them. */
  public static void printText(VerificationReport report, PrintWriter out) {
    Table table = new Table("result", "check", "detail");
    for (Finding finding : report.findings()) {
      table.row(result(finding.severity()), finding.check(), Printable.text(finding.detail()));
    }
    table.print(out, "");
    long failed = report.findings().stream().filter(finding -> !finding.ok()).count();
    long incomplete =
        report.findings().stream().filter(f -> f.severity() == Severity.INCOMPLETE).count();
    out.println();
    out.println(
        report.ok()
            ? "sound: all " + Quantity.count(report.findings().size(), "check") + " passed"
            : "NOT SOUND: " + Quantity.count(failed, "check") + " failed");
    if (incomplete > 0) {
      out.println(Quantity.count(incomplete, "check") + " had too little to compare with");
    }
  }

  private static String result(Severity severity) {
    return switch (severity) {
      case SOUND -> "ok";
      case INCOMPLETE -> "part";
      case BROKEN -> "FAILED";
    };
  }
}
