package io.github.shardmill.cli.view;

import io.github.shardmill.cli.view.VerifyReport.Check;
import java.io.PrintWriter;

/**
 * Shows what verification found.
 *
 * <p>JSON: {@code index}, {@code sound}, {@code generation}, {@code documents}, {@code
 * logicalDigest}, {@code seconds}, {@code checks[]} of {@code name}, {@code passed} and {@code
 * detail}.
 */
public final class VerifyView {
  private VerifyView() {}

  /** Prints a report for a person. */
  public static void printText(VerifyReport report, PrintWriter out) {
    Table table = new Table("", "check", "detail");
    for (Check check : report.checks()) {
      table.row(check.passed() ? "ok" : "FAILED", check.name(), Printable.text(check.detail()));
    }
    table.print(out, "");
    out.println();
    out.println(
        (report.isSound() ? "sound: " : "NOT SOUND: ")
            + Quantity.count(report.documents(), "document")
            + ", generation "
            + report.generation()
            + ", "
            + Quantity.count(report.checks().size(), "check")
            + " in "
            + Quantity.seconds(report.seconds()));
    if (!report.logicalDigest().isEmpty()) {
      out.println("digest " + report.logicalDigest());
    }
  }

  /** Prints a report for a script. */
  public static void printJson(VerifyReport report, PrintWriter out) {
    JsonPrinter.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("index", report.location());
          json.writeBooleanField("sound", report.isSound());
          json.writeNumberField("generation", report.generation());
          json.writeNumberField("documents", report.documents());
          json.writeStringField("logicalDigest", report.logicalDigest());
          json.writeNumberField("seconds", report.seconds());
          json.writeArrayFieldStart("checks");
          for (Check check : report.checks()) {
            json.writeStartObject();
            json.writeStringField("name", check.name());
            json.writeBooleanField("passed", check.passed());
            json.writeStringField("detail", check.detail());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
