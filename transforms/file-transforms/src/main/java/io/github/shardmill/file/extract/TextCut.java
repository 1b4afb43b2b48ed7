package io.github.shardmill.file.extract;

/** Cuts text to a length without halving a code point. */
final class TextCut {
  private TextCut() {}

  /**
   * Returns the beginning of a text.
   *
   * @param maxCharacters longest result, in UTF-16 code units; one less where the cut would fall
   *     between two surrogates
   */
  static String cut(String text, int maxCharacters) {
    if (text.length() <= maxCharacters) {
      return text;
    }
    boolean inPair =
        Character.isHighSurrogate(text.charAt(maxCharacters - 1))
            && Character.isLowSurrogate(text.charAt(maxCharacters));
    return text.substring(0, inPair ? maxCharacters - 1 : maxCharacters);
  }
}
