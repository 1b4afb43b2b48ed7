package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Shows files whose outcome is not OK, one by one as they come, so that there may be any number.
 *
 * <p>JSON: {@code exceptions[]} of {@code id}, {@code outcome}, {@code contentType}, {@code size},
 * {@code cause} and {@code advice}, then {@code total} and {@code outcomes} (name to number).
 */
public final class ExceptionsView {
  private ExceptionsView() {}

  /** Hands every file over, in the order to show. */
  @FunctionalInterface
  public interface Files {
    /** Calls {@code consumer} for each file. */
    void forEach(Consumer<FileException> consumer);
  }

  /** Prints files for a person, with the sums at the end. */
  public static void printText(Files files, PrintWriter out) {
    Map<String, Long> outcomes = new TreeMap<>();
    files.forEach(
        file -> {
          outcomes.merge(file.outcome(), 1L, Long::sum);
          out.println(
              file.outcome()
                  + "  "
                  + Printable.name(file.id())
                  + "  ("
                  + file.contentType()
                  + ", "
                  + Quantity.bytes(file.size())
                  + ")");
          if (!file.cause().isEmpty()) {
            out.println("    " + Printable.text(file.cause()));
          }
          out.println("    -> " + file.advice());
        });
    if (outcomes.isEmpty()) {
      out.println("no exceptions: every file is indexed in full");
      return;
    }
    out.println();
    Table table = new Table("outcome", ">files");
    outcomes.forEach((outcome, number) -> table.row(outcome, Quantity.count(number)));
    table.row("total", Quantity.count(total(outcomes)));
    table.print(out, "");
  }

  /** Prints files for a script. */
  public static void printJson(Files files, PrintWriter out) {
    Map<String, Long> outcomes = new TreeMap<>();
    JsonPrinter.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("exceptions");
          files.forEach(
              file -> {
                outcomes.merge(file.outcome(), 1L, Long::sum);
                writeFile(json, file);
              });
          json.writeEndArray();
          json.writeNumberField("total", total(outcomes));
          json.writeObjectFieldStart("outcomes");
          for (Map.Entry<String, Long> outcome : outcomes.entrySet()) {
            json.writeNumberField(outcome.getKey(), outcome.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static long total(Map<String, Long> outcomes) {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void writeFile(JsonGenerator json, FileException file) {
    try {
      json.writeStartObject();
      json.writeStringField("id", file.id());
      json.writeStringField("outcome", file.outcome());
      json.writeStringField("contentType", file.contentType());
      json.writeNumberField("size", file.size());
      json.writeStringField("cause", file.cause());
      json.writeStringField("advice", file.advice());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
