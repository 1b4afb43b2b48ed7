package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.pipeline.FileSchema;
import io.github.shardmill.pipeline.read.ExceptionGroups;
import io.github.shardmill.pipeline.read.OutcomeAdvice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows documents whose outcome is not OK, summed up or one by one as they come, so that there may
 * be any number.
 *
 * <p>JSON: {@code exceptions[]} of {@code id}, {@code root}, {@code outcome}, {@code content_type},
 * {@code size}, {@code cause} (these three where known) and {@code advice}, then {@code total},
 * {@code outcomes} (name to number) and {@code groups[]}, see {@link ExceptionGroups.Group}.
 */
public final class ExceptionsView {
  private static final String NONE = "no exceptions";
  private static final int WIDEST_OUTCOME =
      Arrays.stream(Outcome.values()).mapToInt(o -> o.name().length()).max().orElseThrow();

  private final Documents documents;
  private final Map<String, Long> outcomes = new TreeMap<>();
  private final ExceptionGroups groups = new ExceptionGroups();

  /** Prepares to show these documents, once. */
  public ExceptionsView(Documents documents) {
    this.documents = documents;
  }

  /** Hands every document over, in the order to show. */
  @FunctionalInterface
  public interface Documents {
    /** Calls {@code consumer} for each document. */
    void forEach(Consumer<ExceptionEntry> consumer);
  }

  /** Prints what each group of documents has in common, and what to do about it. */
  public void printGroups(PrintWriter out) {
    documents.forEach(this::count);
    if (outcomes.isEmpty()) {
      out.println(NONE);
      return;
    }
    List<ExceptionGroups.Group> all = groups.groups();
    for (ExceptionGroups.Group group : all) {
      printGroup(group, out);
      out.println();
    }
    out.println(
        Quantity.count(total(), "file")
            + " in "
            + Quantity.count(all.size(), "group")
            + "; --list shows every file, --retry tries files again");
  }

  private static void printGroup(ExceptionGroups.Group group, PrintWriter out) {
    String cause = Printable.text(group.cause());
    out.println(
        group.outcome()
            + ", "
            + Quantity.count(group.files(), "file")
            + (cause.isEmpty() ? "" : ": " + cause));
    out.println("  what to do: " + group.advice());
    group.examples().forEach(id -> out.println("  " + Printable.name(id)));
    long others = group.files() - group.examples().size();
    if (others > 0) {
      out.println("  and " + Quantity.count(others) + " more");
    }
  }

  /** Prints a line for each document, and at the end what to do about each outcome. */
  public void printList(PrintWriter out) {
    documents.forEach(document -> printText(document, out));
    if (outcomes.isEmpty()) {
      out.println(NONE);
      return;
    }
    out.println();
    Table table = new Table("outcome", ">documents", "what to do");
    outcomes.forEach(
        (outcome, number) -> table.row(outcome, Quantity.count(number), OutcomeAdvice.of(outcome)));
    table.row("total", Quantity.count(total()), "");
    table.print(out, "");
  }

  private void printText(ExceptionEntry document, PrintWriter out) {
    count(document);
    Object cause = document.noted().getOrDefault(FileSchema.CAUSE, "");
    out.print(document.status());
    out.print(" ".repeat(Math.max(0, WIDEST_OUTCOME - document.status().length()) + 2));
    out.print(Printable.name(document.id()));
    out.println(cause.equals("") ? "" : "  (" + Printable.text(cause.toString()) + ")");
  }

  /** Prints documents for a script. */
  public void printJson(PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("exceptions");
          documents.forEach(document -> write(json, document));
          json.writeEndArray();
          json.writeNumberField("total", total());
          json.writePOJOField("outcomes", outcomes);
          json.writePOJOField("groups", groups.groups());
          json.writeEndObject();
        });
  }

  private void write(JsonGenerator json, ExceptionEntry document) {
    count(document);
    try {
      json.writeStartObject();
      json.writeStringField("id", document.id());
      json.writeStringField("root", document.root());
      json.writeStringField("outcome", document.status());
      for (Map.Entry<String, Object> noted : document.noted().entrySet()) {
        json.writePOJOField(noted.getKey(), noted.getValue());
      }
      json.writeStringField("advice", OutcomeAdvice.of(document.status()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(ExceptionEntry document) {
    outcomes.merge(document.status(), 1L, Long::sum);
    groups.add(document);
  }

  private long total() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }
}
