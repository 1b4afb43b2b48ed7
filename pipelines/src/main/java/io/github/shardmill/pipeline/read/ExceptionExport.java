package io.github.shardmill.pipeline.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.manifest.CsvRecord;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.FileSchema;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes exceptions for other programs, one line each, as the manifest of an index is written: see
 * {@link ManifestFormat}. What is not known of a file is left out of JSON and empty in CSV, whose
 * first line names the columns. Stateless.
 */
public final class ExceptionExport {
  /** What has to be asked for to fill all columns. */
  public static final List<String> FIELDS =
      List.of(FileSchema.ATTEMPTS, FileSchema.MD5, FileSchema.SHA1, FileSchema.SHA256);

  private static final String ADVICE = "advice";
  private static final List<String> COLUMNS =
      List.of(
          IndexSchema.ID,
          FileSchema.OUTCOME,
          FileSchema.CAUSE,
          ADVICE,
          FileSchema.CONTENT_TYPE,
          FileSchema.SIZE,
          FileSchema.ATTEMPTS,
          FileSchema.MD5,
          FileSchema.SHA1,
          FileSchema.SHA256);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ManifestFormat format;

  /** Writes in a format. */
  public ExceptionExport(ManifestFormat format) {
    this.format = format;
  }

  /** Returns what stands in front of the first exception; may be empty. */
  public byte[] preface() {
    return format == ManifestFormat.CSV ? record(COLUMNS) : new byte[0];
  }

  /** Returns the line of an exception with its end. */
  public byte[] line(ExceptionEntry exception) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      Object value = value(exception, column);
      if (value != null) {
        values.put(column, value);
      }
    }
    return format == ManifestFormat.CSV
        ? record(COLUMNS.stream().map(column -> cell(values.get(column))).toList())
        : object(values);
  }

  private static Object value(ExceptionEntry exception, String column) {
    return switch (column) {
      case IndexSchema.ID -> exception.id();
      case FileSchema.OUTCOME -> exception.status();
      case ADVICE -> OutcomeAdvice.of(exception.status());
      default -> exception.noted().get(column);
    };
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
