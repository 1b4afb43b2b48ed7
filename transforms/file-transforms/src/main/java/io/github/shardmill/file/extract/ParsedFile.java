package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.util.List;

/**
 * What parsing made of a file and of what is embedded in it.
 *
 * @param parsed the file itself
 * @param items what is embedded in it, at all depths, what holds another one behind it
 */
record ParsedFile(Parsed parsed, List<ExtractedItem> items) {
  ParsedFile {
    items = List.copyOf(items);
  }

  /** Returns a file in which nothing is embedded. */
  static ParsedFile alone(Parsed parsed) {
    return new ParsedFile(parsed, List.of());
  }
}
