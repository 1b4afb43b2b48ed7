package io.github.shardmill.remote;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The patterns of {@link java.nio.file.FileSystem#getPathMatcher}, as regular expressions. */
final class Globs {
  private static final String GLOB = "glob:";
  private static final String REGEX = "regex:";
  private static final String SPECIAL_IN_REGEX = ".^$+()|{}[]*?\\";

  private static final String SPECIAL_IN_BRACKETS = "\\[]&^";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int next;
  private boolean inGroup;

  private Globs(String glob) {
    this.glob = glob;
  }

  /**
   * Returns the regular expression that matches the same paths.
   *
   * @throws PatternSyntaxException if it is no pattern
   * @throws UnsupportedOperationException if it is neither {@code glob:} nor {@code regex:}
   */
  static Pattern pattern(String syntaxAndPattern) {
    if (syntaxAndPattern.startsWith(REGEX)) {
      return Pattern.compile(syntaxAndPattern.substring(REGEX.length()), Pattern.DOTALL);
    }
    if (!syntaxAndPattern.startsWith(GLOB)) {
      throw new UnsupportedOperationException("neither glob: nor regex: " + syntaxAndPattern);
    }
    return Pattern.compile(
        new Globs(syntaxAndPattern.substring(GLOB.length())).translated(), Pattern.DOTALL);
  }

  private String translated() {
    while (next < glob.length()) {
      char c = glob.charAt(next++);
      switch (c) {
        case '*' -> star();
        case '?' -> regex.append("[^/]");
        case '[' -> characters();
        case '{' -> beginGroup();
        case '}' -> endGroup();
        case ',' -> regex.append(inGroup ? "|" : ",");
        case '\\' -> literal(character("nothing after the backslash"));
        default -> literal(c);
      }
    }
    if (inGroup) {
      throw wrong("no } after {");
    }
    return regex.toString();
  }

  private void star() {
    if (next < glob.length() && glob.charAt(next) == '*') {
      next++;
      regex.append(".*");
    } else {
      regex.append("[^/]*");
    }
  }

  /** Translates what stands in brackets, where a slash is never matched. */
  private void characters() {
    regex.append("(?!/)[");
    if (next < glob.length() && glob.charAt(next) == '!') {
      next++;
      regex.append('^');
    }
    int start = next;
    char c = character("no ] after [");
    while (c != ']' || next == start + 1) {
      if (SPECIAL_IN_BRACKETS.indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
      c = character("no ] after [");
    }
    regex.append(']');
  }

  private void beginGroup() {
    if (inGroup) {
      throw wrong("a { within { }");
    }
    inGroup = true;
    regex.append("(?:");
  }

  private void endGroup() {
    regex.append(inGroup ? ")" : "\\}");
    inGroup = false;
  }

  private void literal(char c) {
    if (SPECIAL_IN_REGEX.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }

  private char character(String otherwise) {
    if (next >= glob.length()) {
      throw wrong(otherwise);
    }
    return glob.charAt(next++);
  }

  private PatternSyntaxException wrong(String what) {
    return new PatternSyntaxException(what, glob, Math.max(0, next - 1));
  }
}
