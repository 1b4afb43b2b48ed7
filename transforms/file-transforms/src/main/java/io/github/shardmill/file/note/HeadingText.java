package io.github.shardmill.file.note;

/** The text of a heading. */
final class HeadingText {
  /** How much of a heading is looked at, in UTF-16 code units. */
  private static final int MAX_CHARACTERS = 10_000;

  private HeadingText() {}

  /**
   * Returns the text as written, on one line, without the {@code #} that may close it.
   *
   * @param start behind the {@code #} that open it
   */
  static String of(String text, int start, int end) {
    String heading = text.substring(start, Math.min(end, start + MAX_CHARACTERS)).strip();
    int stop = heading.length();
    while (stop > 0 && heading.charAt(stop - 1) == '#') {
      stop--;
    }
    boolean closed = stop == 0 || Character.isWhitespace(heading.charAt(stop - 1));
    return onOneLine(closed ? heading.substring(0, stop).strip() : heading);
  }

  private static String onOneLine(String heading) {
    return heading.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
  }
}
