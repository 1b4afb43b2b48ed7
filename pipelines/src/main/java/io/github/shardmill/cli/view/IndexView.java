package io.github.shardmill.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.index.read.IndexInspection.Bytes;
import io.github.shardmill.index.read.IndexInspection.Commit;
import io.github.shardmill.index.read.IndexInspection.Field;
import io.github.shardmill.index.read.IndexInspection.Segment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows an index. JSON: that of {@link IndexInspection}, with {@code location} in front. */
public final class IndexView {
  private static final String INDENT = "  ";
  private static final List<String> FILE_COUNTS =
      List.of("indexed", "unchanged", "duplicates", "excluded", "failed");

  private IndexView() {}

  /** Prints what an index holds. */
  public static void printText(Path path, IndexInspection index, PrintWriter out) {
    Table facts = new Table("index", Printable.name(path.toString()));
    String deleted =
        index.deletedDocuments() == 0
            ? ""
            : " and " + Quantity.count(index.deletedDocuments()) + " deleted";
    facts.row("documents", Quantity.count(index.documents()) + deleted);
    facts.row("generation", Long.toString(index.generation()));
    facts.row("digest", index.logicalDigest() == null ? "none" : index.logicalDigest());
    facts.row("analyser", index.schema().analyzer());
    facts.row("schema", index.schema().fingerprint());
    if (index.lastRun() != null) {
      addRun(facts, index.lastRun());
    }
    if (index.notice() != null) {
      facts.row("notice", index.notice());
    }
    facts.print(out, "");
    printBytes(index.bytes(), out);
    printSegments(index, out);
    printFields(index, out);
    printCommits(index, out);
  }

  /** Prints what an index holds for a script. */
  public static void printJson(Path path, IndexInspection index, PrintWriter out) {
    JsonPrinter.printBody(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("location", path.toAbsolutePath().normalize().toString());
          for (Map.Entry<String, JsonNode> property : JsonPrinter.tree(index).properties()) {
            json.writePOJOField(property.getKey(), property.getValue());
          }
          json.writeEndObject();
        });
  }

  private static void addRun(Table facts, JsonNode run) {
    facts.row("last run", Printable.name(run.path("runId").asText()));
    facts.row(
        "",
        run.path("recordsMatch").asBoolean()
            ? "its record is the one that was committed"
            : "ITS RECORD IS MISSING OR ALTERED: 'shardmill verify' tells more");
    if (!run.has("discovered")) {
      return;
    }
    StringBuilder files =
        new StringBuilder(Quantity.count(run.path("discovered").asLong(), "file"));
    String separator = ": ";
    for (String count : FILE_COUNTS) {
      files
          .append(separator)
          .append(Quantity.count(run.path(count).asLong()))
          .append(' ')
          .append(count);
      separator = ", ";
    }
    facts.row("", files.toString());
    facts.row(
        "",
        Quantity.bytes(run.path("bytes").asLong())
            + " read in "
            + Quantity.seconds(run.path("seconds").asDouble())
            + "; "
            + Quantity.count(run.path("linkedFiles").asLong())
            + " index files linked, "
            + Quantity.count(run.path("copiedFiles").asLong())
            + " copied");
  }

  private static void printBytes(Bytes bytes, PrintWriter out) {
    Table table = new Table("what", ">size", ">share");
    addBytes(table, "stored text and fields", bytes.stored(), bytes);
    addBytes(table, "terms", bytes.terms(), bytes);
    addBytes(table, "positions", bytes.positions(), bytes);
    addBytes(table, "doc values", bytes.docValues(), bytes);
    addBytes(table, "points", bytes.points(), bytes);
    addBytes(table, "norms", bytes.norms(), bytes);
    addBytes(table, "other", bytes.other(), bytes);
    print(Quantity.bytes(bytes.total()) + " on disk", table, out);
  }

  private static void addBytes(Table table, String what, long part, Bytes bytes) {
    long percent = bytes.total() == 0 ? 0 : Math.round(100.0 * part / bytes.total());
    table.row(what, Quantity.bytes(part), percent + " %");
  }

  private static void printSegments(IndexInspection index, PrintWriter out) {
    Table table = new Table("segment", ">documents", ">deleted", ">size", "Lucene");
    for (Segment segment : index.segments()) {
      table.row(
          segment.name(),
          Quantity.count(segment.documents()),
          Quantity.count(segment.deletedDocuments()),
          Quantity.bytes(segment.bytes()),
          segment.luceneVersion());
    }
    print(Quantity.count(index.segments().size(), "segment"), table, out);
  }

  private static void printFields(IndexInspection index, PrintWriter out) {
    Table table = new Table("field", "kind", ">documents", ">terms");
    for (Field field : index.fields()) {
      table.row(
          Printable.name(field.name()),
          field.kind() == null ? "" : field.kind().name().toLowerCase(Locale.ROOT),
          field.documents() == null ? "" : Quantity.count(field.documents()),
          field.terms() == null ? "" : Quantity.count(field.terms()));
    }
    print(Quantity.count(index.fields().size(), "field"), table, out);
  }

  private static void printCommits(IndexInspection index, PrintWriter out) {
    Table table =
        new Table(">generation", "committed", "by", ">documents", ">size", ">its own", "run", "");
    for (Commit commit : index.commits()) {
      table.row(
          Long.toString(commit.generation()),
          commit.committed() == null ? "" : utc(commit.committed()),
          commit.kind() == null ? "" : commit.kind().name().toLowerCase(Locale.ROOT),
          Quantity.count(commit.documents()),
          Quantity.bytes(commit.bytes()),
          Quantity.bytes(commit.ownBytes()),
          commit.token() == null ? "another program" : Printable.name(commit.token()),
          remarks(commit));
    }
    print(Quantity.count(index.commits().size(), "commit"), table, out);
  }

  private static String utc(String instant) {
    return Quantity.utc(Instant.parse(instant).toEpochMilli());
  }

  private static String remarks(Commit commit) {
    List<String> remarks = new ArrayList<>();
    if (commit.restored() != null) {
      remarks.add("restored " + commit.restored());
    }
    if (commit.pin() != null) {
      String note = Printable.text(commit.pin().note());
      remarks.add(note.isEmpty() ? "pinned" : "pinned: " + note);
    }
    return String.join("; ", remarks);
  }

  private static void print(String heading, Table table, PrintWriter out) {
    out.println();
    out.println(heading);
    table.print(out, INDENT);
  }
}
