package io.github.shardmill.cli.view;

import io.github.shardmill.index.read.DiffReport;
import io.github.shardmill.index.read.DiffReport.Document;
import io.github.shardmill.index.read.DiffReport.Group;
import io.github.shardmill.index.read.DiffReport.Side;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how two commits differ. JSON: that of {@link DiffReport}. */
public final class DiffView {
  private static final String INDENT = "  ";
  private static final int SHOWN_GROUPS = 20;

  private DiffView() {}

  /** Prints sums, groups, and the documents that are listed. */
  public static void printText(DiffReport report, PrintWriter out) {
    Table facts = new Table("before", side(report.before()));
    facts.row("after", side(report.after()));
    facts.row("added", Quantity.count(report.added()));
    facts.row("removed", Quantity.count(report.removed()));
    facts.row("changed", Quantity.count(report.changed()));
    facts.row("unchanged", Quantity.count(report.unchanged()));
    if (!report.before().schemaFingerprint().equals(report.after().schemaFingerprint())) {
      facts.row("notice", "the schemas differ, so documents differ that have the same content");
    }
    facts.print(out, "");
    report.groups().entrySet().stream()
        .filter(grouping -> !grouping.getValue().isEmpty())
        .forEach(grouping -> printGroups(grouping, out));
    print("+", report.listed().added(), report.added(), out);
    print("-", report.listed().removed(), report.removed(), out);
    print("~", report.listed().changed(), report.changed(), out);
  }

  private static String side(Side side) {
    return Printable.name(side.location())
        + ", generation "
        + side.generation()
        + ": "
        + Quantity.count(side.documents(), "document");
  }

  private static void printGroups(Map.Entry<String, List<Group>> grouping, PrintWriter out) {
    String heading = grouping.getKey().replace('_', ' ').toLowerCase(Locale.ROOT);
    Table table = new Table(heading, ">added", ">removed", ">changed");
    List<Group> groups = grouping.getValue();
    for (Group group : groups.subList(0, Math.min(SHOWN_GROUPS, groups.size()))) {
      table.row(
          group.name().isEmpty() ? "(none)" : Printable.name(group.name()),
          Quantity.count(group.added()),
          Quantity.count(group.removed()),
          Quantity.count(group.changed()));
    }
    out.println();
    table.print(out, "");
    if (groups.size() > SHOWN_GROUPS) {
      out.println(INDENT + "and " + Quantity.count(groups.size() - SHOWN_GROUPS) + " more");
    }
  }

  private static void print(String sign, List<Document> listed, long all, PrintWriter out) {
    if (all == 0) {
      return;
    }
    out.println();
    for (Document document : listed) {
      String fields = String.join(", ", document.changedFields());
      out.println(
          sign
              + " "
              + Printable.name(document.id())
              + (fields.isEmpty() ? "" : "  (" + Printable.name(fields) + ")"));
    }
    if (all > listed.size()) {
      out.println(sign + " and " + Quantity.count(all - listed.size()) + " more");
    }
  }
}
