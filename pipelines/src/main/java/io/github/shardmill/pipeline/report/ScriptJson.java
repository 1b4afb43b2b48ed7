package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The only way of a value from the record into the data that the page's script reads. */
final class ScriptJson {
  private ScriptJson() {}

  /**
   * Returns the JSON text of a value as it may stand inside a {@code script} element: no character
   * in it can end the element or open a comment, and a JSON parser reads the same value from it.
   */
  static String of(JsonNode value) {
    return value
        .toString()
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
