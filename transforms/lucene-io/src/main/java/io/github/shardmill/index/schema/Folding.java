package io.github.shardmill.index.schema;

import java.text.Normalizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Text as it is compared where case, accents and white space do not count. Stateless.
 *
 * <p>{@code " ÉTÉ à Łódź "} is {@code "ete a lodz"}, {@code "Straße"} is {@code "strasse"}: letters
 * are decomposed, accents dropped, letters and punctuation that are variants of ASCII become it,
 * capitals become small, and what is blank or controls a device becomes one blank. The vowel signs
 * of scripts that cannot be read without them stay. Folded once more, nothing changes.
 */
final class Folding {
  /** A character becomes at most so many when it is folded to ASCII, as ASCIIFoldingFilter says. */
  private static final int MOST_FOR_ONE = 4;

  private Folding() {}

  /** Returns text folded, without blanks at its ends. */
  static String fold(String text) {
    return collapsed(text).toString();
  }

  /** Returns the beginning of a text folded; a blank at its end begins the next word, and stays. */
  static String foldBeginning(String beginning) {
    StringBuilder folded = collapsed(beginning);
    boolean ended = !beginning.isEmpty() && isBlank(beginning.codePointBefore(beginning.length()));
    return folded.isEmpty() || !ended ? folded.toString() : folded.append(' ').toString();
  }

  private static StringBuilder collapsed(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    boolean pendingBlank = false;
    String letters = smallLetters(ascii(withoutAccents(text)));
    for (int i = 0; i < letters.length(); ) {
      int c = letters.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        pendingBlank = folded.length() > 0;
        continue;
      }
      if (pendingBlank) {
        folded.append(' ');
        pendingBlank = false;
      }
      folded.appendCodePoint(c);
    }
    return folded;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static String withoutAccents(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isAccent(c))
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** Marks that belong to one script are no accents: without them its words are other words. */
  private static boolean isAccent(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK
        && Character.UnicodeScript.of(c) == Character.UnicodeScript.INHERITED;
  }

  private static String ascii(String text) {
    char[] in = text.toCharArray();
    char[] out = new char[in.length * MOST_FOR_ONE];
    int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
    return new String(out, 0, length);
  }

  /** By way of capitals, since some letters have two small forms: σ and ς. */
  private static String smallLetters(String text) {
    StringBuilder small = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(small::appendCodePoint);
    return small.toString();
  }
}
