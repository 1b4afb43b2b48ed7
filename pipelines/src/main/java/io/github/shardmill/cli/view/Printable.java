package io.github.shardmill.cli.view;

import java.util.Locale;

/**
 * Text of unknown origin in a form that is safe on a terminal: one line, no control characters, no
 * reversal of the writing direction, no halves of surrogate pairs.
 */
public final class Printable {
  private Printable() {}

  /**
   * Returns a name with everything that does not print as {@code \n}, {@code \t}, {@code \\u001b}.
   */
  public static String name(String name) {
    if (name.codePoints().allMatch(c -> isPlain(c) && c != '\\')) {
      return name;
    }
    StringBuilder text = new StringBuilder(name.length() + 16);
    name.codePoints().forEach(c -> appendEscaped(text, c));
    return text.toString();
  }

  /** Returns running text with every run of white space and unprintable characters as one blank. */
  public static String text(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean[] blankPending = {false};
    text.codePoints()
        .forEach(
            c -> {
              if (!isPlain(c) || Character.isWhitespace(c)) {
                blankPending[0] = true;
                return;
              }
              if (blankPending[0] && line.length() > 0) {
                line.append(' ');
              }
              blankPending[0] = false;
              line.appendCodePoint(c);
            });
    return line.toString();
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static void appendEscaped(StringBuilder text, int c) {
    switch (c) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '\\' -> text.append("\\\\");
      default -> {
        if (isPlain(c)) {
          text.appendCodePoint(c);
        } else if (c > 0xffff) {
          text.append(String.format(Locale.ROOT, "\\u{%x}", c));
        } else {
          text.append(String.format(Locale.ROOT, "\\u%04x", c));
        }
      }
    }
  }
}
