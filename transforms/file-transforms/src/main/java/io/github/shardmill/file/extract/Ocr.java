package io.github.shardmill.file.extract;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Whether text is read from pictures, by the program Tesseract.
 *
 * @param languages of the text, as Tesseract calls them, joined by {@code +}; empty for no
 *     recognition
 * @param directory where the program is, with its {@code tessdata}; empty for the search path
 */
public record Ocr(String languages, String directory) implements Serializable {
  private static final Pattern LANGUAGES = Pattern.compile("(\\w[\\w/-]*(\\+\\w[\\w/-]*)*)?");

  /** No text is read from pictures. */
  public static final Ocr NONE = new Ocr("", "");

  /** What is read unless a person says otherwise. */
  public static final String DEFAULT_LANGUAGES = "eng";

  private static final String OFF = "none";

  /**
   * Checks the languages, which become an argument of a program.
   *
   * @throws IllegalArgumentException if they are not as they should be
   */
  public Ocr {
    if (!LANGUAGES.matcher(languages).matches()) {
      throw new IllegalArgumentException(
          "--ocr-languages '" + languages + "' is not like eng or eng+deu");
    }
  }

  /** Returns whether text is read from pictures. */
  public boolean isOn() {
    return !languages.isEmpty();
  }

  /** Returns what is recorded with a result that depends on it. */
  String recorded() {
    return isOn() ? languages : OFF;
  }

  /**
   * Requires that this machine has the program and the languages. A process asks it once.
   *
   * @throws OcrUnavailableException if it has not; the message says what to do
   */
  public void require() {
    if (isOn()) {
      TesseractProgram.require(this);
    }
  }
}
