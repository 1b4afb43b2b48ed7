package io.github.shardmill.file.note;

/** One line of a text after the other: where it begins and ends, and how it looks. */
final class Line {
  private static final int TAB_COLUMNS = 4;
  private static final int MAX_LIST_DIGITS = 9;
  private static final int MIN_RULE = 3;

  private final String text;
  private int begin;
  private int start;
  private int end;
  private int indent;

  Line(String text) {
    this.text = text;
  }

  /** Goes to the line that begins at a position. */
  void moveTo(int position) {
    begin = position;
    end = position;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    indent = 0;
    for (start = begin; start < end && isSpaceAt(start); start++) {
      indent = text.charAt(start) == '\t' ? (indent / TAB_COLUMNS + 1) * TAB_COLUMNS : indent + 1;
    }
  }

  /** Returns whether there is no such line. */
  boolean isBehindText() {
    return begin >= text.length();
  }

  /** Returns where the line begins. */
  int begin() {
    return begin;
  }

  /** Returns where its indentation ends. */
  int start() {
    return start;
  }

  /** Returns where it ends, before what separates it from the next. */
  int end() {
    return end;
  }

  /** Returns where the next line begins. */
  int next() {
    return text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }

  /** Returns the columns before its first character. */
  int indent() {
    return indent;
  }

  /** Returns a character; 0 at the end of the line. */
  char charAt(int position) {
    return position < end ? text.charAt(position) : 0;
  }

  boolean isSpaceAt(int position) {
    char c = charAt(position);
    return c == ' ' || c == '\t';
  }

  boolean isBlank() {
    return isBlankFrom(start);
  }

  boolean isBlankFrom(int position) {
    int at = position;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at == end;
  }

  /** Returns where the characters from a position on are no longer all {@code c}. */
  int endOfRun(int position, char c) {
    int at = position;
    while (at < end && text.charAt(at) == c) {
      at++;
    }
    return at;
  }

  /** Returns the first {@code c} at or after a position in this line, or -1. */
  int indexOf(char c, int position) {
    for (int at = position; at < end; at++) {
      if (text.charAt(at) == c) {
        return at;
      }
    }
    return -1;
  }

  boolean isQuoted() {
    return charAt(start) == '>';
  }

  /** Returns where the text begins after the marks of quotations, if there are any. */
  int afterQuoteMarks() {
    int at = start;
    while (charAt(at) == '>' || isSpaceAt(at)) {
      at++;
    }
    return at;
  }

  /** Returns where the text of an item of a list begins; the position itself if it is none. */
  int afterListMark(int position) {
    int at = position;
    if (charAt(at) == '-' || charAt(at) == '+' || charAt(at) == '*') {
      at++;
    } else {
      while (charAt(at) >= '0' && charAt(at) <= '9' && at - position < MAX_LIST_DIGITS) {
        at++;
      }
      boolean numbered = at > position && (charAt(at) == '.' || charAt(at) == ')');
      at = numbered ? at + 1 : position;
    }
    if (at == position || (at < end && !isSpaceAt(at))) {
      return position;
    }
    while (isSpaceAt(at)) {
      at++;
    }
    return at;
  }

  /** Returns whether the line makes a heading of a paragraph above it. */
  boolean isUnderline() {
    char c = charAt(start);
    return (c == '=' || c == '-') && isBlankFrom(endOfRun(start, c));
  }

  /** Returns whether the line separates what is above it from what is below. */
  boolean isRule() {
    char c = charAt(start);
    if (c != '-' && c != '*' && c != '_') {
      return false;
    }
    int marks = 0;
    for (int at = start; at < end; at++) {
      if (text.charAt(at) == c) {
        marks++;
      } else if (!isSpaceAt(at)) {
        return false;
      }
    }
    return marks >= MIN_RULE;
  }
}
