package io.github.shardmill.index.schema;

import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The term by which a value can be found from how it begins: the value folded, a separator, and the
 * value as it is. Sorted, the terms of values that begin alike lie side by side, whatever their
 * case and accents. Stateless; a pure function of the value.
 *
 * <p>Of a long value the first {@value #MAX_CHARACTERS} characters count: two that differ only
 * behind them are one. So is what is folded; both together are far below Lucene's limit for a term.
 */
public final class CompletionTerm {
  /** Most UTF-16 characters of a value, and of a folded value; never between two surrogates. */
  public static final int MAX_CHARACTERS = 1_000;

  /** Sorts below everything that folded text can hold. */
  private static final char SEPARATOR = '\u001f';

  private CompletionTerm() {}

  /** Returns the term of a value. */
  public static BytesRef of(String value) {
    return new BytesRef(key(value) + cut(value));
  }

  /** Returns how the terms of all values begin that are equal to this one when folded. */
  public static BytesRef equalTo(String value) {
    return new BytesRef(key(value));
  }

  /** Returns how the terms of all values begin that, folded, begin with this, folded. */
  public static BytesRef beginningWith(String beginning) {
    return new BytesRef(cut(Folding.foldBeginning(cut(beginning))));
  }

  /**
   * Returns whether a term that begins with {@link #beginningWith} ends there, its value folded.
   */
  public static boolean isWhole(BytesRef term, BytesRef beginning) {
    return term.length > beginning.length
        && StringHelper.startsWith(term, beginning)
        && term.bytes[term.offset + beginning.length] == SEPARATOR;
  }

  /** Returns the value of a term, as it is. */
  public static String value(BytesRef term) {
    int start = valueStart(term);
    return new BytesRef(term.bytes, term.offset + start, term.length - start).utf8ToString();
  }

  /** Returns the number of code points of the value of a term, or of a term that has no parts. */
  public static int length(BytesRef term) {
    int codePoints = 0;
    for (int i = valueStart(term); i < term.length; i++) {
      // Every byte but the later ones of a sequence, which are 10xxxxxx.
      if ((term.bytes[term.offset + i] & 0xc0) != 0x80) {
        codePoints++;
      }
    }
    return codePoints;
  }

  private static int valueStart(BytesRef term) {
    for (int i = 0; i < term.length; i++) {
      if (term.bytes[term.offset + i] == SEPARATOR) {
        return i + 1;
      }
    }
    return 0;
  }

  private static String key(String value) {
    return cut(Folding.fold(cut(value))) + SEPARATOR;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_CHARACTERS) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
    return text.substring(0, inPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
  }
}
