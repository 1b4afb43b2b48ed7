package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.cli.view.IndexSummary.Commit;
import io.github.shardmill.cli.view.IndexSummary.Field;
import io.github.shardmill.cli.view.IndexSummary.Segment;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Shows an index.
 *
 * <p>JSON: {@code index}, {@code documents}, {@code deletedDocuments}, {@code bytes}, {@code
 * generation}, {@code logicalDigest}, {@code schema} ({@code fingerprint}, {@code analyzer}, {@code
 * fields[]} of {@code name}, {@code kind}, {@code docValues}, {@code bytes}), {@code segments[]}
 * ({@code name}, {@code documents}, {@code deletedDocuments}, {@code bytes}, {@code
 * luceneVersion}), {@code commits[]} ({@code generation}, {@code runId}, {@code time} in
 * milliseconds since 1970 UTC, {@code documents}) and {@code lastRun} (see {@link RunView}; null
 * where there is no record).
 */
public final class IndexView {
  private static final String INDENT = "  ";

  private IndexView() {}

  /** Prints an index for a person. */
  public static void printText(IndexSummary index, PrintWriter out) {
    Table facts = new Table("index", Printable.name(index.location()));
    facts.row(
        "documents",
        Quantity.count(index.documents())
            + (index.deletedDocuments() == 0
                ? ""
                : " and " + Quantity.count(index.deletedDocuments()) + " deleted"));
    facts.row("size", Quantity.bytes(index.bytes()));
    facts.row("generation", Long.toString(index.generation()));
    facts.row("digest", index.logicalDigest().isEmpty() ? "(none)" : index.logicalDigest());
    facts.row("analyser", index.schema().analyzer());
    facts.row("schema", index.schema().fingerprint());
    index
        .lastRun()
        .ifPresent(
            run -> {
              facts.row("last run", run.runId() + ", " + run.verdict());
              facts.row("", RunView.totals(run));
              facts.row(
                  "",
                  Quantity.count(run.linkedFiles())
                      + " files linked, "
                      + Quantity.count(run.copiedFiles())
                      + " copied");
            });
    facts.print(out, "");
    printSegments(index, out);
    printFields(index, out);
    printCommits(index, out);
  }

  private static void printSegments(IndexSummary index, PrintWriter out) {
    Table table = new Table("segment", ">documents", ">deleted", ">size", "Lucene");
    for (Segment segment : index.segments()) {
      table.row(
          segment.name(),
          Quantity.count(segment.documents()),
          Quantity.count(segment.deletedDocuments()),
          Quantity.bytes(segment.bytes()),
          segment.luceneVersion());
    }
    out.println();
    out.println(Quantity.count(index.segments().size(), "segment"));
    table.print(out, INDENT);
  }

  private static void printFields(IndexSummary index, PrintWriter out) {
    Table table = new Table("field", "kind", "doc values", ">stored");
    for (Field field : index.schema().fields()) {
      table.row(
          Printable.name(field.name()),
          field.kind(),
          field.docValues() ? "yes" : "",
          field.bytes() < 0 ? "" : Quantity.bytes(field.bytes()));
    }
    out.println();
    out.println(Quantity.count(index.schema().fields().size(), "field"));
    table.print(out, INDENT);
  }

  private static void printCommits(IndexSummary index, PrintWriter out) {
    Table table = new Table(">generation", "time", ">documents", "run");
    for (Commit commit : index.commits()) {
      table.row(
          Long.toString(commit.generation()),
          Quantity.utc(commit.modifiedMillis()),
          Quantity.count(commit.documents()),
          commit.runId().isEmpty() ? "(foreign)" : Printable.name(commit.runId()));
    }
    out.println();
    out.println(Quantity.count(index.commits().size(), "commit"));
    table.print(out, INDENT);
  }

  /** Prints an index for a script. */
  public static void printJson(IndexSummary index, PrintWriter out) {
    JsonPrinter.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("index", index.location());
          json.writeNumberField("documents", index.documents());
          json.writeNumberField("deletedDocuments", index.deletedDocuments());
          json.writeNumberField("bytes", index.bytes());
          json.writeNumberField("generation", index.generation());
          json.writeStringField("logicalDigest", index.logicalDigest());
          writeSchema(json, index.schema());
          writeSegments(json, index);
          writeCommits(json, index);
          json.writeFieldName("lastRun");
          if (index.lastRun().isPresent()) {
            RunView.writeRun(json, index.lastRun().get());
          } else {
            json.writeNull();
          }
          json.writeEndObject();
        });
  }

  private static void writeSchema(JsonGenerator json, IndexSummary.Schema schema)
      throws IOException {
    json.writeObjectFieldStart("schema");
    json.writeStringField("fingerprint", schema.fingerprint());
    json.writeStringField("analyzer", schema.analyzer());
    json.writeArrayFieldStart("fields");
    for (Field field : schema.fields()) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("kind", field.kind());
      json.writeBooleanField("docValues", field.docValues());
      json.writeNumberField("bytes", field.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeSegments(JsonGenerator json, IndexSummary index) throws IOException {
    json.writeArrayFieldStart("segments");
    for (Segment segment : index.segments()) {
      json.writeStartObject();
      json.writeStringField("name", segment.name());
      json.writeNumberField("documents", segment.documents());
      json.writeNumberField("deletedDocuments", segment.deletedDocuments());
      json.writeNumberField("bytes", segment.bytes());
      json.writeStringField("luceneVersion", segment.luceneVersion());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCommits(JsonGenerator json, IndexSummary index) throws IOException {
    json.writeArrayFieldStart("commits");
    for (Commit commit : index.commits()) {
      json.writeStartObject();
      json.writeNumberField("generation", commit.generation());
      json.writeStringField("runId", commit.runId());
      json.writeNumberField("time", commit.modifiedMillis());
      json.writeNumberField("documents", commit.documents());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
