package io.github.shardmill.file.extract;

/**
 * The offsets at which something may start, both inclusive, in bytes from the start of the file.
 */
record MagicRange(int first, int last) {

  /** Reads the {@code offset} attribute of a match: {@code n} or {@code n:m}; absent means 0. */
  static MagicRange parse(String text) {
    if (text == null) {
      return new MagicRange(0, 0);
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      int offset = Integer.parseInt(text);
      return new MagicRange(offset, offset);
    }
    return new MagicRange(
        Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  /** Whether there is one offset only. */
  boolean fixed() {
    return first == last;
  }

  int width() {
    return last - first;
  }

  MagicRange shifted(int by) {
    return new MagicRange(first + by, last + by);
  }
}
