package io.github.shardmill.index.manifest;

import io.github.shardmill.index.read.Family;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CSV. The first column says what a record is; header and footer are JSON objects in the second, so
 * that all records have the same columns. The content of a record is all but its last column.
 */
final class CsvSyntax implements ManifestSyntax {
  private static final String KIND = "record";
  private static final String HEADER = "manifest";
  private static final String ROOT = "root";
  private static final String FOOTER = "end";

  private final List<String> columns = new ArrayList<>();

  /** Writes and reads records of these fields, the id among them and first. */
  CsvSyntax(List<String> fields) {
    columns.add(KIND);
    columns.addAll(fields);
  }

  /**
   * Returns the syntax of a file that begins with these column names.
   *
   * @throws IOException if they are not those of a manifest
   */
  static CsvSyntax of(byte[] preface) throws IOException {
    List<String> names = CsvRecord.split(preface);
    int last = names.size() - 1;
    if (last < 2 || !names.get(0).equals(KIND) || !names.get(last).equals(CHAIN + "\r\n")) {
      throw new NoManifestException(
          "line 1 is neither a header nor the names of a manifest's columns");
    }
    return new CsvSyntax(names.subList(1, last));
  }

  @Override
  public byte[] preface() {
    List<String> names = new ArrayList<>(columns);
    names.add(CHAIN);
    byte[] record = CsvRecord.join(names);
    byte[] line = Arrays.copyOf(record, record.length + 2);
    line[record.length] = '\r';
    line[record.length + 1] = '\n';
    return line;
  }

  @Override
  public byte[] header(ManifestHeader header) throws IOException {
    return record(HEADER, JsonSyntax.JSON.writeValueAsString(header));
  }

  @Override
  public byte[] footer(long roots) throws IOException {
    return record(FOOTER, JsonSyntax.JSON.createObjectNode().put("roots", roots).toString());
  }

  private byte[] record(String kind, String json) {
    List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    cells.set(0, kind);
    cells.set(1, json);
    return CsvRecord.join(cells);
  }

  @Override
  public byte[] root(Family family) throws IOException {
    List<String> cells = new ArrayList<>(columns.size());
    for (String column : columns) {
      cells.add(
          switch (column) {
            case KIND -> ROOT;
            case IndexSchema.ID -> family.id();
            case DOCUMENTS -> Long.toString(family.documents());
            default -> cell(family.recorded().get(column));
          });
    }
    return CsvRecord.join(cells);
  }

  private static String cell(Object value) throws IOException {
    if (value instanceof List<?> several) {
      return JsonSyntax.JSON.writeValueAsString(several);
    }
    return value == null ? "" : value.toString();
  }

  @Override
  public byte[] ending(String chain) {
    return ("," + chain + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isRoot(byte[] content) {
    byte[] begins = (ROOT + ",").getBytes(StandardCharsets.UTF_8);
    return content.length >= begins.length
        && Arrays.equals(content, 0, begins.length, begins, 0, begins.length);
  }

  @Override
  public ManifestHeader readHeader(byte[] content) throws IOException {
    List<String> cells = CsvRecord.split(content);
    if (cells.size() != columns.size() || !cells.get(0).equals(HEADER)) {
      throw new NoManifestException("the first record is no header of a manifest");
    }
    return JsonSyntax.JSON.readValue(cells.get(1), ManifestHeader.class);
  }

  @Override
  public Map<String, String> readRoot(byte[] content) throws IOException {
    List<String> cells = CsvRecord.split(content);
    if (cells.size() != columns.size()) {
      throw new IOException(cells.size() + " columns");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < columns.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        values.put(columns.get(i), cells.get(i));
      }
    }
    if (!values.containsKey(IndexSchema.ID)) {
      throw new IOException("no " + IndexSchema.ID);
    }
    return values;
  }
}
