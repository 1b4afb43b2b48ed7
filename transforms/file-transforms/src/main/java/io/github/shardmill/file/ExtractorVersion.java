package io.github.shardmill.file;

import java.io.Serializable;

/**
 * The program that extracted a file and its settings, as far as they could have changed the result.
 *
 * @param program program and version, such as {@code tika-3.3.1;rules=2}
 * @param maxTextCharacters longest text of a document, in UTF-16 code units
 * @param ocr what text was read from pictures with; never empty
 * @param passwords tells the list of passwords from others; empty for none
 */
public record ExtractorVersion(String program, int maxTextCharacters, String ocr, String passwords)
    implements Serializable {
  private static final String LIMIT = ";text=";
  private static final String OCR = ";ocr=";
  private static final String NO_OCR = "none";
  private static final String PASSWORDS = ";passwords=";

  /** A version that reads no text from pictures and knows no passwords. */
  public ExtractorVersion(String program, int maxTextCharacters) {
    this(program, maxTextCharacters, NO_OCR, "");
  }

  /** Returns what is recorded with a result in which there was no picture. */
  public String recorded(Outcome outcome, long characters) {
    return recorded(outcome, characters, false);
  }

  /**
   * Returns what is recorded with a result: the program, and each setting only where it had a say.
   * A result that no limit touched is the same under every larger one, one without pictures is the
   * same however text is read from them, and what could be read needs no other passwords.
   *
   * @param characters length of the text of the result, or of the longest of its items
   * @param hasPictures whether there was anything that text could be read from as from a picture
   */
  public String recorded(Outcome outcome, long characters, boolean hasPictures) {
    boolean touched = isTouched(outcome, characters);
    return program
        + (touched ? LIMIT + maxTextCharacters : "")
        + (hasPictures ? OCR + ocr : "")
        + (outcome == Outcome.ENCRYPTED && !passwords.isEmpty() ? PASSWORDS + passwords : "");
  }

  /** Some of what failed has text all the same: a container that could be read in part. */
  private boolean isTouched(Outcome outcome, long characters) {
    return (outcome.isIndexed() || characters > 0) && reachesLimit(characters);
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
   * @param characters length of the text of that result, or of the longest of its items
   */
  public boolean stillGives(Outcome outcome, String recorded, long characters) {
    boolean sameOcr = !recorded.contains(OCR) || value(recorded, OCR).equals(ocr);
    boolean samePasswords =
        outcome != Outcome.ENCRYPTED || value(recorded, PASSWORDS).equals(passwords);
    return sameOcr
        && samePasswords
        && stillGivesText(outcome, without(without(recorded, OCR), PASSWORDS), characters);
  }

  private boolean stillGivesText(Outcome outcome, String recorded, long characters) {
    if (recorded.contains(LIMIT)) {
      return recorded.equals(program + LIMIT + maxTextCharacters);
    }
    boolean touched = isTouched(outcome, characters);
    return recorded.equals(program) && !touched;
  }

  /** Returns what was recorded of a setting; empty where it had no say. */
  private static String value(String recorded, String setting) {
    int at = recorded.indexOf(setting);
    return at < 0 ? "" : recorded.substring(at + setting.length(), end(recorded, at));
  }

  private static String without(String recorded, String setting) {
    int at = recorded.indexOf(setting);
    return at < 0 ? recorded : recorded.substring(0, at) + recorded.substring(end(recorded, at));
  }

  private static int end(String recorded, int at) {
    int next = recorded.indexOf(';', at + 1);
    return next < 0 ? recorded.length() : next;
  }
}
