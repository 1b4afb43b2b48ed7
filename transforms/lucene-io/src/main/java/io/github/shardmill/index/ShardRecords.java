package io.github.shardmill.index;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.StatusRule;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records of one attempt at a shard: a manifest line for every root id, and an exception for
 * every document whose status is not good. Not thread-safe.
 */
final class ShardRecords implements Closeable {
  /** What the names of part files of exceptions begin with. */
  static final String EXCEPTIONS_PREFIX = "exceptions-";

  private final IndexSchema schema;
  private final RecordsWriter manifest;
  private final RecordsWriter exceptions;
  private final int statusOrdinal;

  /** Writes parts whose names end in {@code suffix}. */
  ShardRecords(IndexSchema schema, Path directory, String suffix) {
    this.schema = schema;
    this.manifest = new RecordsWriter(directory.resolve("manifest-" + suffix + ".jsonl"));
    this.exceptions = new RecordsWriter(directory.resolve(EXCEPTIONS_PREFIX + suffix + ".jsonl"));
    StatusRule status = schema.status();
    this.statusOrdinal = status.isPresent() ? schema.ordinal(status.field()) : -1;
  }

  /** Records an upsert. {@code root} holds the values of the root document by ordinal. */
  void upserted(List<List<Object>> root, long documents) throws IOException {
    JsonGenerator line = manifest.line();
    line.writeStartObject();
    for (int ordinal = 0; ordinal < root.size(); ordinal++) {
      if (schema.fields().get(ordinal).recorded()) {
        write(line, ordinal, root);
      }
    }
    line.writeNumberField("documents", documents);
    line.writeEndObject();
  }

  /** Records a document of an upsert, by the values of its fields by ordinal. */
  void indexed(List<List<Object>> document) throws IOException {
    if (statusOrdinal >= 0 && !isGood(document.get(statusOrdinal))) {
      exception(document);
    }
  }

  /** Records a delete. */
  void deleted(byte[] rootId) throws IOException {
    JsonGenerator line = manifest.line();
    line.writeStartObject();
    line.writeStringField(IndexSchema.ID, new String(rootId, StandardCharsets.UTF_8));
    line.writeBooleanField("deleted", true);
    line.writeEndObject();
  }

  List<RecordsPart> finish() throws IOException {
    List<RecordsPart> parts = new ArrayList<>();
    Stream.of(manifest.finish(), exceptions.finish())
        .filter(part -> part != null)
        .forEach(parts::add);
    return parts;
  }

  private boolean isGood(List<Object> values) {
    return values.isEmpty() || schema.status().good().contains(text(values.get(0)));
  }

  private void exception(List<List<Object>> document) throws IOException {
    JsonGenerator line = exceptions.line();
    line.writeStartObject();
    write(line, schema.ordinal(IndexSchema.ID), document);
    write(line, statusOrdinal, document);
    for (String name : schema.status().noted()) {
      write(line, schema.ordinal(name), document);
    }
    line.writeEndObject();
  }

  private void write(JsonGenerator line, int ordinal, List<List<Object>> root) throws IOException {
    FieldSpec field = schema.fields().get(ordinal);
    List<Object> values = root.get(ordinal);
    if (values.isEmpty()) {
      return;
    }
    if (field.kind() == FieldKind.LONG) {
      line.writeNumberField(field.name(), (long) values.get(0));
    } else if (values.size() == 1) {
      line.writeStringField(field.name(), text(values.get(0)));
    } else {
      line.writeArrayFieldStart(field.name());
      for (Object value : values) {
        line.writeString(text(value));
      }
      line.writeEndArray();
    }
  }

  private static String text(Object utf8) {
    return new String((byte[]) utf8, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try (manifest;
        exceptions) {
      // Closes both, whatever happens to the first.
    }
  }
}
