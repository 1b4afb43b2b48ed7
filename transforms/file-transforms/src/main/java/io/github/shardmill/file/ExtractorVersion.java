package io.github.shardmill.file;

import java.io.Serializable;

/**
 * The program that extracted a file and its settings, as far as they could have changed the result.
 *
 * @param program program and version, such as {@code tika-3.3.1;rules=2}
 * @param maxTextCharacters longest text of a document, in UTF-16 code units
 */
public record ExtractorVersion(String program, int maxTextCharacters) implements Serializable {
  private static final String LIMIT = ";text=";

  /**
   * Returns what is recorded with a result: the program, and the limit only where the text reached
   * it. A result that no limit touched is the same under every larger one.
   *
   * @param characters length of the text of the result
   */
  public String recorded(Outcome outcome, long characters) {
    boolean touched = outcome.isIndexed() && reachesLimit(characters);
    return touched ? program + LIMIT + maxTextCharacters : program;
  }

  /**
   * Returns whether the limit may have left something out: white space too, of which nobody is
   * told, and half of a surrogate pair, so that the text is one shorter.
   */
  private boolean reachesLimit(long characters) {
    return characters >= maxTextCharacters - 1;
  }

  /**
   * Returns whether extraction with this version gives the recorded result again, as far as it
   * depends on program and settings.
   *
   * @param recorded what {@link #recorded} gave then
   * @param characters length of the text of that result
   */
  public boolean stillGives(Outcome outcome, String recorded, long characters) {
    if (recorded.contains(LIMIT)) {
      return recorded.equals(program + LIMIT + maxTextCharacters);
    }
    boolean touched = outcome.isIndexed() && reachesLimit(characters);
    return recorded.equals(program) && !touched;
  }
}
