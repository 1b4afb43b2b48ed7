package io.github.shardmill.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a person may have meant. */
final class Suggestions {
  private static final int MOST = 3;

  private Suggestions() {}

  /**
   * Returns a sentence such as {@code " Did you mean '--limit'?"}, begun with a space, or the empty
   * string where nothing is near.
   */
  static String sentence(String typed, Collection<String> known) {
    List<String> near = near(typed, known);
    return near.isEmpty()
        ? ""
        : near.stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(" or "))
            .transform(names -> " Did you mean " + names + "?");
  }

  /** Returns the nearest names to what was typed, at most {@value #MOST}, if any is near at all. */
  static List<String> near(String typed, Collection<String> known) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int best = Math.max(1, bare(wanted).length() / 3);
    SortedSet<String> nearest = new TreeSet<>();
    for (String name : known) {
      int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
      if (distance < best) {
        nearest.clear();
        best = distance;
      }
      if (distance == best) {
        nearest.add(name);
      }
    }
    return nearest.stream().limit(MOST).toList();
  }

  /**
   * Returns the distance of two words: insertions, deletions, replacements and swaps of neighbours.
   * A word that the other begins with is near, however much is missing.
   */
  static int distance(String typed, String name) {
    if (bare(typed).length() >= 3 && name.startsWith(typed)) {
      return 1;
    }
    int[][] table = new int[typed.length() + 1][name.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : cell(table, i, j, typed, name);
      }
    }
    return table[typed.length()][name.length()];
  }

  private static int cell(int[][] table, int i, int j, String a, String b) {
    int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
  }

  private static String bare(String option) {
    return option.replaceFirst("^-+", "");
  }
}
