package io.github.shardmill.file.note;

import java.util.List;
import java.util.Optional;

/**
 * The properties at the head of a note, in YAML between two lines of {@code ---}.
 *
 * @param properties in order; empty where they cannot be read
 * @param end where the text goes on behind them
 * @param readable whether it is YAML
 */
record FrontMatter(List<YamlProperty> properties, int end, boolean readable) {
  /** Longest front matter, in UTF-16 code units; what is longer is text. */
  static final int MAX_CHARACTERS = 1 << 16;

  private static final String MARK = "---";
  private static final String OTHER_END = "...";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Finds the front matter of a text; empty where the text begins with none. */
  static Optional<FrontMatter> of(String text) {
    Line line = new Line(text);
    line.moveTo(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0);
    if (!isMark(text, line, MARK)) {
      return Optional.empty();
    }
    int start = line.next();
    for (line.moveTo(start); !line.isBehindText(); line.moveTo(line.next())) {
      if (line.begin() - start > MAX_CHARACTERS) {
        return Optional.empty();
      }
      if (isMark(text, line, MARK) || isMark(text, line, OTHER_END)) {
        return read(text.substring(start, line.begin()), Math.min(line.next(), text.length()));
      }
    }
    return Optional.empty();
  }

  private static boolean isMark(String text, Line line, String mark) {
    return text.startsWith(mark, line.begin()) && line.isBlankFrom(line.begin() + mark.length());
  }

  private static Optional<FrontMatter> read(String yaml, int end) {
    try {
      return YamlProperties.read(yaml).map(properties -> new FrontMatter(properties, end, true));
    } catch (UnreadableYamlException notYaml) {
      return Optional.of(new FrontMatter(List.of(), end, false));
    }
  }
}
