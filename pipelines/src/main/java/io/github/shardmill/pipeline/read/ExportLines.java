package io.github.shardmill.pipeline.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.manifest.CsvRecord;
import io.github.shardmill.index.manifest.ManifestFormat;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as lines for other programs, as the manifest of an index is written: see {@link
 * ManifestFormat}. What has no value is left out of JSON and empty in CSV, whose first line names
 * the columns. Stateless.
 */
final class ExportLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ManifestFormat format;
  private final List<String> columns;

  /** Writes these columns, in their order. */
  ExportLines(ManifestFormat format, List<String> columns) {
    this.format = format;
    this.columns = List.copyOf(columns);
  }

  /** Returns what stands in front of the first line; may be empty. */
  byte[] preface() {
    return format == ManifestFormat.CSV ? record(columns) : new byte[0];
  }

  /** Returns a line with its end. */
  byte[] line(Map<String, Object> values) {
    if (format == ManifestFormat.CSV) {
      return record(columns.stream().map(column -> cell(values.get(column))).toList());
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String column : columns) {
      if (values.get(column) != null) {
        ordered.put(column, values.get(column));
      }
    }
    return object(ordered);
  }

  private static String cell(Object value) {
    return value == null ? "" : value.toString();
  }

  private static byte[] record(List<String> cells) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(CsvRecord.join(cells));
    line.write('\r');
    line.write('\n');
    return line.toByteArray();
  }

  private static byte[] object(Map<String, Object> values) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.writeBytes(JSON.writeValueAsBytes(values));
      line.write('\n');
      return line.toByteArray();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
