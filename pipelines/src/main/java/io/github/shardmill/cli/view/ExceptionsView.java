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

  /** Prints documents for a person, with the sums at the end. */
  public void printText(PrintWriter out) {
    documents.forEach(document -> printText(document, out));
    if (outcomes.isEmpty()) {
      out.println("no exceptions: every file is indexed in full");
      return;
    }
    out.println();
    Table table = new Table("outcome", ">documents");
    outcomes.forEach((outcome, number) -> table.row(outcome, Quantity.count(number)));
    table.row("total", Quantity.count(total()));
    table.print(out, "");
  }

  private void printText(ExceptionEntry document, PrintWriter out) {
    count(document);
    StringBuilder line = new StringBuilder(document.status());
    line.append("  ").append(Printable.name(document.id()));
    if (document.noted().get(FileSchema.SIZE) instanceof Number size) {
      line.append("  (")
          .append(document.noted().getOrDefault(FileSchema.CONTENT_TYPE, "type unknown"))
          .append(", ")
          .append(Quantity.bytes(size.longValue()))
          .append(")");
    }
    out.println(line);
    Object cause = document.noted().getOrDefault(FileSchema.CAUSE, "");
    if (!cause.equals("")) {
      out.println("    " + Printable.text(cause.toString()));
    }
    out.println("    -> " + advice(document));
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
      json.writeStringField("advice", advice(document));
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

  private static String advice(ExceptionEntry document) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().equals(document.status()))
        .findFirst()
        .map(Outcome::advice)
        .orElse("an outcome that this version does not know");
  }
}
