package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.cli.view.SearchResults.SearchHit;
import io.github.shardmill.cli.view.SearchResults.Snippet;
import io.github.shardmill.cli.view.SearchResults.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows what a search found.
 *
 * <p>JSON: {@code query}, {@code totalHits}, {@code totalHitsExact}, {@code milliseconds}, {@code
 * hits[]} of {@code id}, {@code score}, {@code fields} (name to array of strings) and {@code
 * snippets[]} of {@code field}, {@code text} and {@code matches[]} of {@code start} and {@code end}
 * (UTF-16 units).
 */
public final class SearchView {
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final String TITLE = "title";

  private SearchView() {}

  /** Prints hits for a person; {@code emphasis} sets what matched in bold. */
  public static void printText(SearchResults results, PrintWriter out, boolean emphasis) {
    out.println(heading(results));
    int rank = 0;
    for (SearchHit hit : results.hits()) {
      out.println();
      out.println(hitLine(++rank, hit, emphasis));
      printFields(hit, out);
      for (Snippet snippet : hit.snippets()) {
        out.println("    " + highlighted(snippet, emphasis));
      }
    }
  }

  private static String heading(SearchResults results) {
    String total =
        (results.totalIsExact() ? "" : "more than ") + Quantity.count(results.totalHits(), "hit");
    String shown =
        results.hits().size() < results.totalHits() && !results.hits().isEmpty()
            ? ", the best " + Quantity.count(results.hits().size()) + " shown"
            : "";
    return total + " in " + Quantity.count(results.millis()) + " ms" + shown;
  }

  private static String hitLine(int rank, SearchHit hit, boolean emphasis) {
    String id = Printable.name(hit.id());
    return String.format(
        Locale.ROOT, "%d. %s  (%.3f)", rank, emphasis ? BOLD + id + PLAIN : id, hit.score());
  }

  private static void printFields(SearchHit hit, PrintWriter out) {
    for (Map.Entry<String, List<String>> field : hit.fields().entrySet()) {
      for (String value : field.getValue()) {
        String text = Printable.text(value);
        out.println("    " + (field.getKey().equals(TITLE) ? text : field.getKey() + ": " + text));
      }
    }
  }

  private static String highlighted(Snippet snippet, boolean emphasis) {
    if (!emphasis) {
      return Printable.text(snippet.text());
    }
    // Private use characters stand for the marks while the text between them is made printable.
    StringBuilder marked = new StringBuilder();
    int done = 0;
    for (Span match : snippet.matches()) {
      marked.append(plain(snippet.text().substring(done, match.start()))).append('\ue000');
      marked.append(plain(snippet.text().substring(match.start(), match.end()))).append('\ue001');
      done = match.end();
    }
    marked.append(plain(snippet.text().substring(done)));
    return Printable.text(marked.toString()).replace("\ue000", BOLD).replace("\ue001", PLAIN);
  }

  private static String plain(String text) {
    return text.replace('\ue000', ' ').replace('\ue001', ' ');
  }

  /** Prints hits for a script. */
  public static void printJson(SearchResults results, PrintWriter out) {
    JsonPrinter.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("query", results.query());
          json.writeNumberField("totalHits", results.totalHits());
          json.writeBooleanField("totalHitsExact", results.totalIsExact());
          json.writeNumberField("milliseconds", results.millis());
          json.writeArrayFieldStart("hits");
          for (SearchHit hit : results.hits()) {
            writeHit(json, hit);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void writeHit(JsonGenerator json, SearchHit hit) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", hit.id());
    json.writeNumberField("score", hit.score());
    json.writeObjectFieldStart("fields");
    for (Map.Entry<String, List<String>> field : hit.fields().entrySet()) {
      json.writeFieldName(field.getKey());
      json.writeArray(field.getValue().toArray(new String[0]), 0, field.getValue().size());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("snippets");
    for (Snippet snippet : hit.snippets()) {
      writeSnippet(json, snippet);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeSnippet(JsonGenerator json, Snippet snippet) throws IOException {
    json.writeStartObject();
    json.writeStringField("field", snippet.field());
    json.writeStringField("text", snippet.text());
    json.writeArrayFieldStart("matches");
    for (Span match : snippet.matches()) {
      json.writeStartObject();
      json.writeNumberField("start", match.start());
      json.writeNumberField("end", match.end());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
