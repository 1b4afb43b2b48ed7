package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.index.read.DuplicateDocument;
import io.github.shardmill.index.read.DuplicateGroup;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateTotals;
import io.github.shardmill.pipeline.read.DuplicateKey;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Shows groups of duplicates one after the other as they come, so that there may be any number.
 *
 * <p>JSON: {@code by}, {@code groups[]} of {@code hash}, {@code documents}, {@code bytes}, {@code
 * savableBytes} and {@code ids[]}, then {@code total}, see {@link DuplicateTotals}.
 */
public final class DuplicatesView {
  private final DuplicateKey key;
  private final String noun;
  private final Groups groups;

  /**
   * Prepares to show groups, once.
   *
   * @param noun what one duplicate is called
   */
  public DuplicatesView(DuplicateKey key, String noun, Groups groups) {
    this.key = key;
    this.noun = noun;
    this.groups = groups;
  }

  /** Hands every group over that is to be shown, in its order. */
  @FunctionalInterface
  public interface Groups {
    /** Calls {@code visitor} for each; returns what there is in all, shown or not. */
    DuplicateTotals forEach(DuplicateList.Visitor visitor);
  }

  /** Prints groups for a person, with a query that finds each, and what they come to. */
  public void printText(PrintWriter out) {
    TextPrinter printer = new TextPrinter(out);
    DuplicateTotals totals = groups.forEach(printer);
    if (printer.shown > 0) {
      out.println();
    }
    out.println(line(totals));
    if (printer.shown > 0 && printer.shown < totals.groups()) {
      out.println("the " + Quantity.count(printer.shown) + " largest are shown");
    }
  }

  /** Returns what all groups come to, in one line. */
  public String line(DuplicateTotals totals) {
    String line =
        totals.groups() == 0
            ? "no duplicates by " + key
            : Quantity.count(totals.groups(), "group")
                + " of "
                + Quantity.count(totals.documents(), noun)
                + " with the same "
                + key.shared()
                + ", "
                + Quantity.bytes(totals.savableBytes())
                + " could be saved";
    return totals.emptyDocuments() == 0
        ? line
        : line + "; " + Quantity.count(totals.emptyDocuments(), "empty " + noun) + " left out";
  }

  private final class TextPrinter implements DuplicateList.Visitor {
    private final PrintWriter out;
    private long shown;

    TextPrinter(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void group(DuplicateGroup group) {
      if (shown++ > 0) {
        out.println();
      }
      out.println(
          Quantity.count(group.documents(), noun)
              + ", "
              + Quantity.bytes(group.savableBytes())
              + " could be saved  ("
              + key.field()
              + ":"
              + Printable.name(group.value())
              + ")");
    }

    @Override
    public void document(DuplicateDocument document) {
      out.println("  " + Printable.name(document.id()));
    }
  }

  /** Prints groups for a script. */
  public void printJson(PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("by", key.toString());
          json.writeArrayFieldStart("groups");
          GroupWriter writer = new GroupWriter(json);
          DuplicateTotals totals = groups.forEach(writer);
          writer.endGroup();
          json.writeEndArray();
          json.writePOJOField("total", totals);
          json.writeEndObject();
        });
  }

  private static final class GroupWriter implements DuplicateList.Visitor {
    private final JsonGenerator json;
    private boolean isInGroup;

    GroupWriter(JsonGenerator json) {
      this.json = json;
    }

    @Override
    public void group(DuplicateGroup group) throws IOException {
      endGroup();
      json.writeStartObject();
      json.writeStringField("hash", group.value());
      json.writeNumberField("documents", group.documents());
      json.writeNumberField("bytes", group.bytes());
      json.writeNumberField("savableBytes", group.savableBytes());
      json.writeArrayFieldStart("ids");
      isInGroup = true;
    }

    @Override
    public void document(DuplicateDocument document) throws IOException {
      json.writeString(document.id());
    }

    void endGroup() throws IOException {
      if (isInGroup) {
        json.writeEndArray();
        json.writeEndObject();
        isInGroup = false;
      }
    }
  }
}
