package io.github.shardmill.pipeline.report;

import java.util.Locale;

/** Makes text from outside show what it holds instead of acting on what surrounds it. */
final class VisibleText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private VisibleText() {}

  /**
   * Returns the text with control, bidirectional and other invisible characters, line separators
   * and unpaired surrogates written as <code>&#92;u202E</code>. Joiners stay: emoji and several
   * scripts need them, and they move nothing.
   */
  static String of(String raw) {
    StringBuilder visible = new StringBuilder(raw.length() + 16);
    raw.codePoints().forEach(codePoint -> append(codePoint, visible));
    return visible.toString();
  }

  /**
   * Returns at most about {@code maxCodePoints} of the text, its beginning and its end with a mark
   * between them, so that both the folder and the extension of a long name survive.
   */
  static String abbreviated(String raw, int maxCodePoints) {
    int[] codePoints = raw.codePoints().toArray();
    if (codePoints.length <= maxCodePoints) {
      return raw;
    }
    int half = maxCodePoints / 2;
    return new String(codePoints, 0, half)
        + " \u2026 "
        + new String(codePoints, codePoints.length - half, half);
  }

  private static void append(int codePoint, StringBuilder visible) {
    if (!isInvisible(codePoint)) {
      visible.appendCodePoint(codePoint);
    } else if (Character.isBmpCodePoint(codePoint)) {
      visible.append(String.format(Locale.ROOT, "\\u%04X", codePoint));
    } else {
      visible.append(String.format(Locale.ROOT, "\\u{%X}", codePoint));
    }
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
