package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.pipeline.FileSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows documents whose outcome is not OK, one by one as they come, so that there may be any
 * number.
 *
 * <p>JSON: {@code exceptions[]} of {@code id}, {@code root}, {@code outcome}, {@code content_type},
 * {@code size}, {@code cause} (these three where known) and {@code advice}, then {@code total} and
 * {@code outcomes} (name to number).
 */
public final class ExceptionsView {
  private static final int WIDEST_OUTCOME =
      Arrays.stream(Outcome.values()).mapToInt(o -> o.name().length()).max().orElseThrow();

  private final Documents documents;
  private final Map<String, Long> outcomes = new TreeMap<>();

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

  /** Prints a line for each document, and at the end what to do about each outcome. */
  public void printText(PrintWriter out) {
    documents.forEach(document -> printText(document, out));
    if (outcomes.isEmpty()) {
      out.println("no exceptions");
      return;
    }
    out.println();
    Table table = new Table("outcome", ">documents", "what to do");
    outcomes.forEach(
        (outcome, number) -> table.row(outcome, Quantity.count(number), advice(outcome)));
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
      json.writeStringField("advice", advice(document.status()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(ExceptionEntry document) {
    outcomes.merge(document.status(), 1L, Long::sum);
  }

  private long total() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String advice(String status) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().equals(status))
        .findFirst()
        .map(Outcome::advice)
        .orElse("an outcome that this version does not know");
  }
}
