package io.github.shardmill.pipeline.read;

import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.FileSchema;
import java.util.HashMap;
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

  private final ExportLines lines;

  /** Writes in a format. */
  public ExceptionExport(ManifestFormat format) {
    this.lines = new ExportLines(format, COLUMNS);
  }

  /** Returns what stands in front of the first exception; may be empty. */
  public byte[] preface() {
    return lines.preface();
  }

  /** Returns the line of an exception with its end. */
  public byte[] line(ExceptionEntry exception) {
    Map<String, Object> values = new HashMap<>();
    COLUMNS.forEach(column -> values.put(column, value(exception, column)));
    return lines.line(values);
  }

  private static Object value(ExceptionEntry exception, String column) {
    return switch (column) {
      case IndexSchema.ID -> exception.id();
      case FileSchema.OUTCOME -> exception.status();
      case ADVICE -> OutcomeAdvice.of(exception.status());
      default -> exception.noted().get(column);
    };
  }
}
