package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import io.github.shardmill.index.schema.SchemaFields;
import io.github.shardmill.index.schema.StatusRule;
import io.github.shardmill.index.store.IndexLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Builds an index as the engine does, but without the engine: a plain IndexWriter, and digests over
 * an analysis of their own. Everything it claims about the index can be made wrong.
 */
final class IndexFixture implements Closeable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  static final String RUN = "run-1";

  static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.keyword("path"),
              FieldSpec.keyword("content_type").withDocValues().inManifest(),
              FieldSpec.keyword("keywords").withDocValues().withCompletions(),
              FieldSpec.number("size").inManifest(),
              FieldSpec.number("modified"),
              FieldSpec.keyword("sha256").inManifest(),
              FieldSpec.keyword("outcome").withDocValues().inManifest(),
              FieldSpec.keyword("cause"),
              FieldSpec.text("title").withCompletions(),
              FieldSpec.text("content"))
          .withSearched("title", "content")
          .withStatus(
              new StatusRule(
                  "outcome",
                  List.of("OK", "TRUNCATED"),
                  List.of("CRASHED"),
                  List.of("sha256"),
                  List.of("cause", "size")));

  final IndexLayout layout;
  final IndexSchema schema;
  final Map<String, Long> counts = new LinkedHashMap<>();
  final Map<String, ObjectNode> manifest = new TreeMap<>();
  private final IndexWriter writer;
  private final Analyzer analyzer;
  private final DocumentDigester digester;
  private LogicalDigest digest = LogicalDigest.ZERO;
  private long documents;

  IndexFixture(Path index) throws IOException {
    this(index, SCHEMA);
  }

  IndexFixture(Path index, IndexSchema schema) throws IOException {
    this(index, schema, new KeepOnlyLastCommitDeletionPolicy());
  }

  IndexFixture(Path index, IndexSchema schema, IndexDeletionPolicy retention) throws IOException {
    this.layout = new IndexLayout(index);
    this.schema = schema;
    this.analyzer = NamedAnalyzers.forSchema(schema);
    this.digester = new DocumentDigester(schema);
    this.writer =
        new IndexWriter(
            FSDirectory.open(index),
            new IndexWriterConfig(analyzer)
                .setIndexDeletionPolicy(retention)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setUseCompoundFile(false));
    counts.put("failed", 0L);
  }

  /** Two segments: a document, an archive with an item, and a document that failed. */
  static IndexFixture withFamily(Path index) throws IOException {
    IndexDocument item = document("n:b.zip!/x", "item").build();
    return new IndexFixture(index)
        .add(document("n:a", "alpha beta"))
        .add(document("n:b.zip", "archive"))
        .add("n:b.zip", item, item)
        .endSegment()
        .add(IndexDocument.withId("n:c").add("outcome", "CORRUPT").add("cause", "bad"));
  }

  /** A good document of its own family. */
  static IndexDocument.Builder document(String id, String content) {
    return IndexDocument.withId(id)
        .add("path", id.substring(id.indexOf(':') + 1))
        .add("content_type", "text/plain")
        .add("size", content.length())
        .add("modified", 1_700_000_000_000L)
        .add("sha256", sha256(content.getBytes(StandardCharsets.UTF_8)))
        .add("outcome", "OK")
        .add("content", content);
  }

  IndexFixture add(IndexDocument.Builder document) throws IOException {
    IndexDocument built = document.build();
    return add(built.id(), built, built);
  }

  /** Indexes one document of a family, and claims the digest of another. */
  IndexFixture add(String root, IndexDocument indexed, IndexDocument digested) throws IOException {
    return add(root, indexed, digested, document -> {});
  }

  /** Indexes a document after it was tampered with, and claims the digest of the original. */
  IndexFixture addTampered(IndexDocument.Builder original, Consumer<Document> tampering)
      throws IOException {
    IndexDocument built = original.build();
    return add(built.id(), built, built, tampering);
  }

  private IndexFixture add(
      String root, IndexDocument indexed, IndexDocument digested, Consumer<Document> tampering)
      throws IOException {
    byte[] bytes = digest(root, digested);
    digest = digest.plus(LogicalDigest.ofDocument(bytes));
    documents++;
    record(root, indexed);
    Document document = new Document();
    for (FieldSpec field : schema.fields()) {
      for (Object value : values(root, indexed, field)) {
        document.add(
            value instanceof Long number
                ? SchemaFields.of(field, number)
                : SchemaFields.of(field, (String) value));
        if (field.completions()) {
          document.add(SchemaFields.completion(field, (String) value));
        }
      }
    }
    document.add(SchemaFields.digest(() -> new BytesRef(bytes)));
    tampering.accept(document);
    writer.addDocument(document);
    if (!built(indexed, "outcome").equals(List.of("OK")) && root.equals(indexed.id())) {
      counts.merge("failed", 1L, Long::sum);
    }
    return this;
  }

  /** Keeps the manifest's line of a root, whose own document comes first. */
  private void record(String root, IndexDocument indexed) {
    ObjectNode line = manifest.computeIfAbsent(root, id -> JSON.createObjectNode().put("id", id));
    line.put("documents", line.path("documents").asLong() + 1);
    for (FieldSpec field : FamilyListing.recorded(schema)) {
      List<Object> values = root.equals(indexed.id()) ? built(indexed, field.name()) : List.of();
      values.forEach(value -> line.set(field.name(), JSON.valueToTree(value)));
    }
  }

  IndexFixture endSegment() throws IOException {
    writer.flush();
    return this;
  }

  IndexWriter writer() {
    return writer;
  }

  LogicalDigest digest() {
    return digest;
  }

  long documents() {
    return documents;
  }

  /** Commits with records that are right. */
  IndexFixture commit() throws IOException {
    return commit(writeRun(), digest, documents);
  }

  IndexFixture commit(String recordsSha256, LogicalDigest claimed, long count) throws IOException {
    return commit(
        new CommitData(
            RUN,
            nextGeneration(),
            schema,
            claimed,
            count,
            recordsSha256,
            List.of(RUN),
            new Provenance(Provenance.Kind.BUILD, 0, -1, ""),
            "{}"));
  }

  IndexFixture commit(CommitData data) throws IOException {
    writer.setLiveCommitData(data.toUserData().entrySet());
    writer.commit();
    return this;
  }

  /** Writes run.json and one part of the manifest; returns the hash of run.json. */
  String writeRun() throws IOException {
    Path run = Files.createDirectories(layout.run(RUN));
    StringBuilder lines = new StringBuilder();
    manifest.values().forEach(line -> lines.append(line).append('\n'));
    byte[] part = lines.toString().getBytes(StandardCharsets.UTF_8);
    Files.write(run.resolve("manifest-0.jsonl"), part);
    long failed = counts.get("failed");
    long indexed = documents - failed;
    counts.put("discovered", documents);
    counts.put("indexed", indexed);
    ObjectNode record = JSON.createObjectNode();
    record.put("runId", RUN).put("verdict", "COMMITTED").put("seconds", 1.5);
    record.put("mode", "REPLACE").put("generation", nextGeneration()).put("documents", documents);
    record.put("logicalDigest", digest.toString());
    record.put("schemaFingerprint", schema.fingerprint());
    ObjectNode all = record.putObject("counts");
    counts.forEach(all::put);
    all.put("exceptions", failed);
    ArrayNode equations = record.putArray("equations");
    equations
        .addObject()
        .put("text", "discovered = indexed + failed")
        .put("left", documents)
        .put("right", indexed + failed)
        .put("holds", true);
    ObjectNode file = record.putArray("records").addObject();
    file.put("name", "manifest-0.jsonl").put("lines", manifest.size()).put("sha256", sha256(part));
    byte[] json = JSON.writeValueAsBytes(record);
    Files.write(layout.runRecord(RUN), json);
    return sha256(json);
  }

  long nextGeneration() throws IOException {
    try (FSDirectory directory = FSDirectory.open(layout.index())) {
      long last = SegmentInfos.getLastCommitGeneration(directory);
      return Math.max(last, 0) + 1;
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] digest(String root, IndexDocument document) throws IOException {
    digester.start();
    for (FieldSpec field : schema.fields()) {
      int ordinal = schema.ordinal(field.name());
      for (Object value : values(root, document, field)) {
        switch (field.kind()) {
          case KEYWORD -> {
            byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
            digester.stored(ordinal, utf8);
            if (field.docValues()) {
              digester.docValue(ordinal, utf8);
            }
            digester.terms(ordinal).add(new BytesRef(utf8), 0);
          }
          case TEXT -> {
            digester.stored(ordinal, ((String) value).getBytes(StandardCharsets.UTF_8));
            analyze(field.name(), (String) value, ordinal);
          }
          case LONG -> {
            digester.stored(ordinal, (Long) value);
            digester.docValue(ordinal, (Long) value);
          }
        }
      }
    }
    return digester.finish();
  }

  private void analyze(String field, String text, int ordinal) throws IOException {
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      TermToBytesRefAttribute term = tokens.getAttribute(TermToBytesRefAttribute.class);
      PositionIncrementAttribute step = tokens.getAttribute(PositionIncrementAttribute.class);
      tokens.reset();
      int position = -1;
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        digester.terms(ordinal).add(term.getBytesRef(), position);
      }
      tokens.end();
    }
  }

  private static List<Object> values(String root, IndexDocument document, FieldSpec field) {
    return switch (field.name()) {
      case IndexSchema.ID -> List.of(document.id());
      case IndexSchema.ROOT -> List.of(root);
      default -> built(document, field.name());
    };
  }

  private static List<Object> built(IndexDocument document, String field) {
    return document.values().getOrDefault(field, List.of());
  }

  @Override
  public void close() throws IOException {
    // What was not committed is not to be: a test that closes early would commit by accident.
    writer.rollback();
    writer.getDirectory().close();
    analyzer.close();
  }
}
