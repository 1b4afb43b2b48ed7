package io.github.shardmill.index.manifest;

import java.util.List;

/** How an exported manifest is written. */
public enum ManifestFormat {
  /**
   * JSON lines: one object a line, ended by a line feed. The last member of each is {@code chain}.
   */
  JSONL,
  /**
   * CSV as RFC 4180 has it, with the names of the columns in the first record. Values stand as they
   * are, so a program that takes what begins with {@code =}, {@code +}, {@code -} or {@code @} for
   * a formula must be told that all columns are text. The last column is {@code chain}.
   */
  CSV;

  ManifestSyntax syntax(List<String> fields) {
    return this == JSONL ? new JsonSyntax() : new CsvSyntax(fields);
  }
}
