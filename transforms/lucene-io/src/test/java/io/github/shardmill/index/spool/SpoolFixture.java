package io.github.shardmill.index.spool;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes mutations to spool files and reads them back as lines that can be compared. */
final class SpoolFixture {
  static final IndexSchema SCHEMA =
      IndexSchema.of(
          FieldSpec.keyword("tag").withDocValues(),
          FieldSpec.text("text"),
          FieldSpec.number("size"));

  private SpoolFixture() {}

  static SpoolWriter writer(Path directory, int bufferBytes) {
    return new SpoolWriter(new SpoolWriter.Config(directory, SCHEMA, 1, bufferBytes));
  }

  static Mutation upsert(String id, String text) {
    return Mutation.upsert(IndexDocument.withId(id).add("text", text).build());
  }

  /** Writes mutations with one writer. */
  static List<Region> write(Path directory, int bufferBytes, List<Mutation> mutations)
      throws IOException {
    try (SpoolWriter writer = writer(directory, bufferBytes)) {
      for (Mutation mutation : mutations) {
        writer.add(mutation);
      }
      return writer.finish();
    }
  }

  /** Writes a region for each mutation. */
  static List<Region> regions(Path directory, List<Mutation> mutations) throws IOException {
    return write(directory, 1, mutations);
  }

  /** What a merge gave. */
  record Merged(List<String> lines, long dropped) {}

  static Merged merge(Path directory, List<Region> regions, Path scratch) throws IOException {
    List<String> lines = new ArrayList<>();
    try (RegionMerge merge = RegionMerge.of(directory, regions, scratch)) {
      for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
        lines.add(line(next));
      }
      if (merge.merged() != lines.size()) {
        throw new AssertionError("merged " + merge.merged() + ", returned " + lines.size());
      }
      return new Merged(lines, merge.dropped());
    }
  }

  static String rootId(SpooledMutation mutation) {
    return new String(mutation.rootId(), StandardCharsets.UTF_8);
  }

  static String line(SpooledMutation mutation) throws IOException {
    Describing describing = new Describing();
    mutation.accept(SCHEMA, describing);
    return rootId(mutation) + " v" + mutation.version() + describing.text;
  }

  static String line(Mutation mutation) {
    StringBuilder line = new StringBuilder(mutation.rootId() + " v" + mutation.version());
    for (IndexDocument document : mutation.documents()) {
      line.append(" {").append(document.id());
      SCHEMA
          .fields()
          .forEach(
              field ->
                  document
                      .values()
                      .getOrDefault(field.name(), List.of())
                      .forEach(
                          value ->
                              line.append(' ').append(field.name()).append('=').append(value)));
      line.append('}');
    }
    return line.toString();
  }

  private static final class Describing implements SpooledMutation.Visitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void document(byte[] id) {
      text.append(" {").append(new String(id, StandardCharsets.UTF_8));
    }

    @Override
    public void value(int ordinal, byte[] utf8) {
      value(ordinal, new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void value(int ordinal, long number) {
      value(ordinal, Long.toString(number));
    }

    private void value(int ordinal, String value) {
      text.append(' ').append(SCHEMA.fields().get(ordinal).name()).append('=').append(value);
    }

    @Override
    public void endDocument() {
      text.append('}');
    }
  }
}
