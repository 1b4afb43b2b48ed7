package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Parts;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.util.List;

/**
 * What parsing made of a file and of what is embedded in it.
 *
 * @param parsed the file itself
 * @param items what is embedded in it, at all depths, what holds another one behind it
 * @param parts items that were handed over before
 * @param longestItem length of the longest text of all items, in UTF-16 code units
 */
record ParsedFile(Parsed parsed, List<ExtractedItem> items, Parts parts, int longestItem) {
  ParsedFile {
    items = List.copyOf(items);
  }

  /** Returns a file in which nothing is embedded. */
  static ParsedFile alone(Parsed parsed) {
    return new ParsedFile(parsed, List.of(), Parts.NONE, 0);
  }

  /** Returns this file as it ended otherwise. */
  ParsedFile with(Parsed other) {
    return new ParsedFile(other, items, parts, longestItem);
  }

  /** Returns the length of the longest text, in UTF-16 code units. */
  int longest() {
    return Math.max(parsed.content().text().length(), longestItem);
  }
}
