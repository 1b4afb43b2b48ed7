package io.github.shardmill.pipeline.read;

import java.util.regex.Pattern;

/**
 * What causes have in common that differ from file to file. Stateless.
 *
 * <ol>
 *   <li>What stands in quotes, single, double, typographic or backticks, is {@code '...'}. An
 *       apostrophe inside a word is no quote.
 *   <li>A path is {@code (path)}: what begins with a slash, a dot and a slash, a tilde or the
 *       letter of a drive, and what has two separators or one in front of a name with an extension.
 *       A media type is none, since files of one type are what people look for.
 *   <li>A number is {@code #}: decimal or hexadecimal, with its points, commas and colons. Digits
 *       inside a word are one too.
 * </ol>
 *
 * Nothing else counts as the same: words that differ are other causes.
 */
final class CausePattern {
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"[^\"]*\"|`[^`]*`|\u201c[^\u201d]*\u201d|\u2018[^\u2019]*\u2019|\u00ab[^\u00bb]*\u00bb"
              + "|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])");

  /** One part of a path; what ends a sentence or a list ends it too. */
  private static final String PART = "[^\\s/\\\\:;,'\"()<>\\[\\]{}]";

  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}/\\\\])(?!(?:application|audio|chemical|font|image|message|model|multipart"
              + "|text|video)/[\\w.+-]+(?![\\w/]))"
              // with a beginning that only paths have
              + "(?:(?:[A-Za-z]:|~|\\.{1,2})?[/\\\\]"
              + PART
              + "+(?:[/\\\\]"
              + PART
              + "*)*"
              // with two separators, the address of something among them
              + "|[A-Za-z0-9]"
              + PART
              + "*:?[/\\\\]"
              + PART
              + "*(?:[/\\\\]"
              + PART
              + "*)+"
              // with an extension behind one
              + "|"
              + PART
              + "+[/\\\\]"
              + PART
              + "*\\.[A-Za-z0-9]{1,5}(?!"
              + PART
              + "))");

  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:0[xX])?(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]+(?![\\p{L}\\p{N}])");
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern PARTS_OF_NUMBERS = Pattern.compile("#(?:[.,:]#)+");

  private CausePattern() {}

  /** Returns the pattern of a cause; that of a pattern is the pattern itself. */
  static String of(String cause) {
    String pattern = QUOTED.matcher(cause).replaceAll("'...'");
    pattern = PATH.matcher(pattern).replaceAll("(path)");
    pattern = HEXADECIMAL.matcher(pattern).replaceAll("#");
    pattern = DIGITS.matcher(pattern).replaceAll("#");
    return PARTS_OF_NUMBERS.matcher(pattern).replaceAll("#");
  }
}
