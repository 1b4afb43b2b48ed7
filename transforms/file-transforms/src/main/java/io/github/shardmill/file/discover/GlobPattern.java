package io.github.shardmill.file.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A glob over paths below a root; {@link FileFilter} documents what it means. Immutable and
 * thread-safe. Matches the lossless text of a path, in which a byte that is not UTF-8 counts as one
 * character.
 */
final class GlobPattern {
  private final String glob;
  private final Pattern pattern;
  private final boolean nameOnly;
  private final boolean directoriesOnly;

  /** What a directory at depth 1, 2, ... must match so that a match can be in it. */
  private final List<Pattern> parents;

  /** Whether matches can be in directories that are deeper than {@link #parents}. */
  private final boolean deep;

  private GlobPattern(String glob) {
    this.glob = glob;
    this.directoriesOnly = glob.length() > 1 && glob.endsWith("/");
    String body = directoriesOnly ? glob.substring(0, glob.length() - 1) : glob;
    this.nameOnly = body.indexOf('/') < 0;
    body = body.startsWith("/") ? body.substring(1) : body;
    if (body.isEmpty()) {
      throw new InvalidSourceException("glob '" + glob + "' matches nothing");
    }
    this.pattern = new Translation(glob).pattern(body);
    this.parents = new ArrayList<>();
    this.deep = collectParents(body);
  }

  /**
   * Compiles a glob.
   *
   * @throws InvalidSourceException if it is malformed
   */
  static GlobPattern compile(String glob) {
    return new GlobPattern(glob);
  }

  /** Returns whether {@code path} itself matches; what is in a matching directory is not asked. */
  boolean matches(String path, boolean directory) {
    if (directoriesOnly && !directory) {
      return false;
    }
    String subject = nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
    return pattern.matcher(subject).matches();
  }

  /**
   * Returns whether a path below {@code directory} can match a glob that is anchored at the root.
   */
  boolean canMatchBelow(String directory) {
    int depth = 1 + (int) directory.chars().filter(c -> c == '/').count();
    if (depth > parents.size()) {
      return deep;
    }
    return parents.get(depth - 1).matcher(directory).matches();
  }

  private boolean collectParents(String body) {
    int braces = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        braces++;
      } else if (c == '}') {
        braces--;
      } else if ((c == '/' && braces > 0) || body.startsWith("**", i)) {
        return true;
      } else if (c == '/') {
        parents.add(new Translation(glob).pattern(body.substring(0, i)));
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return glob;
  }

  /** From glob to regular expression. */
  private static final class Translation {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int braces;

    Translation(String glob) {
      this.glob = glob;
    }

    Pattern pattern(String body) {
      int i = 0;
      while (i < body.length()) {
        i = translate(body, i);
      }
      if (braces != 0) {
        throw new InvalidSourceException("glob '" + glob + "' has a '{' without '}'");
      }
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Translates what begins at {@code i} and returns where the next begins. */
    private int translate(String body, int i) {
      char c = body.charAt(i);
      return switch (c) {
        case '*' -> translateStars(body, i);
        case '?' -> append("[^/]", i + 1);
        case '{' -> openBrace(i);
        case ',' -> append(braces > 0 ? "|" : ",", i + 1);
        case '}' -> closeBrace(i);
        case '\\' -> translateEscaped(body, i + 1);
        default -> appendLiteral(body, i);
      };
    }

    private int append(String expression, int next) {
      regex.append(expression);
      return next;
    }

    private int translateStars(String body, int i) {
      if (!body.startsWith("**", i)) {
        return append("[^/]*", i + 1);
      }
      boolean begins = i == 0 || body.charAt(i - 1) == '/';
      if (begins && body.startsWith("/", i + 2)) {
        return append("(?:.*/)?", i + 3);
      }
      return append(".*", i + 2);
    }

    private int openBrace(int i) {
      braces++;
      return append("(?:", i + 1);
    }

    private int closeBrace(int i) {
      if (braces == 0) {
        throw new InvalidSourceException("glob '" + glob + "' has a '}' without '{'");
      }
      braces--;
      return append(")", i + 1);
    }

    private int translateEscaped(String body, int i) {
      if (i == body.length()) {
        throw new InvalidSourceException("glob '" + glob + "' ends in a single '\\'");
      }
      return appendLiteral(body, i);
    }

    private int appendLiteral(String body, int i) {
      int character = body.codePointAt(i);
      regex.append(Pattern.quote(Character.toString(character)));
      return i + Character.charCount(character);
    }
  }
}
