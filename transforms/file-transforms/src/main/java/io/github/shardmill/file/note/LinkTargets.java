package io.github.shardmill.file.note;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The notes and files that a note links to, each as a name that does not depend on how the link is
 * written: {@code [[people/Ada|her]]}, {@code [[people/Ada#Life]]} and {@code
 * [her](../people/Ada.md)} are all {@code people/Ada}.
 */
final class LinkTargets {
  /** Longest target, in UTF-16 code units; longer ones are no links. */
  static final int MAX_CHARACTERS = 1_000;

  private static final List<String> EXTENSIONS = List.of(".md", ".markdown");

  private final DistinctValues targets;

  /** Collects at most this many targets. */
  LinkTargets(int maxTargets) {
    targets = new DistinctValues(maxTargets);
  }

  /** Adds what stands between {@code [[} and {@code ]]}; a heading of the same note is no link. */
  void addWikiLink(String inside) {
    int stop = firstOf(inside, '|', '#');
    // In a table the bar is escaped.
    boolean escaped = stop > 0 && stop < inside.length() && inside.charAt(stop - 1) == '\\';
    targets.add(withoutExtension(inside.substring(0, escaped ? stop - 1 : stop).strip()));
  }

  /** Adds the target of a Markdown link if it is a note in a file near by. */
  void addMarkdownLink(String target) {
    String path = decoded(target.substring(0, firstOf(target, '#', '?')));
    String name = withoutExtension(path);
    if (name.length() < path.length() && target.indexOf(':') < 0 && !path.startsWith("//")) {
      targets.add(withoutLeadingDots(name));
    }
  }

  /** Returns the targets, distinct and in order. */
  List<String> toList() {
    return targets.toList();
  }

  private static int firstOf(String text, char one, char other) {
    int stop = 0;
    while (stop < text.length() && text.charAt(stop) != one && text.charAt(stop) != other) {
      stop++;
    }
    return stop;
  }

  private static String withoutExtension(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (String extension : EXTENSIONS) {
      if (lower.endsWith(extension) && lower.length() == path.length()) {
        return path.substring(0, path.length() - extension.length());
      }
    }
    return path;
  }

  private static String withoutLeadingDots(String path) {
    int start = 0;
    while (true) {
      if (path.startsWith("../", start)) {
        start += 3;
      } else if (path.startsWith("./", start)) {
        start += 2;
      } else if (path.startsWith("/", start)) {
        start += 1;
      } else {
        return path.substring(start);
      }
    }
  }

  private static String decoded(String target) {
    if (target.indexOf('%') < 0) {
      return target;
    }
    try {
      return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return target; // a name with a percent sign in it
    }
  }
}
