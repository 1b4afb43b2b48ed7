package io.github.shardmill.samples.generate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Words with the frequencies of a natural language: the commonest are the function words of
 * English, the rest are made up; the word of rank r is drawn in proportion to 1 / (r + 2.7), as
 * Zipf and Mandelbrot found. Immutable; drawing is constant time (Walker's alias method).
 */
final class Vocabulary {
  private static final double MANDELBROT_SHIFT = 2.7;

  private static final List<String> FUNCTION_WORDS =
      List.of(
          """
          the of and to a in is it that was for on are as with he his they at be this from I have \
          or by one had not but what all were when we there can an your which their said if do \
          will each about how up out them then she many some so these would other into has more \
          her two like him see time could no make than first been its who now people my made \
          over did down only way find use may water long little very after words called just \
          where most know get through back much before go good new write our used me man too \
          any day same right look think also around another came come work three word must \
          because does part even place well such here take why things help put years different \
          away again off went old number great tell men say small every found still between \
          should home big give air line set own under read last never us left end along while \
          might next below saw something thought both few those always looked show large often \
          together asked house world going want school important until form food keep children\
          """
              .split(" "));

  private static final String[] ONSETS = {
    "b", "c", "d", "f", "g", "h", "j", "l", "m", "n", "p", "r", "s", "t", "v", "w", "b", "d", "l",
    "m", "n", "p", "r", "s", "t", "br", "ch", "cl", "gr", "pl", "qu", "sh", "sp", "st", "tr", "z"
  };
  private static final String[] VOWELS = {
    "a", "e", "i", "o", "u", "a", "e", "i", "o", "ea", "ou", "ai", "oo"
  };
  private static final String[] ENDINGS = {
    "", "", "n", "r", "l", "s", "t", "ck", "m", "nd", "st", "ng", "lly", "ning", "red", "ster"
  };

  private final String[] words;
  private final double[] keep;
  private final int[] alias;

  /** Makes up {@code size} words; the same seed gives the same words. */
  Vocabulary(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<String> distinct = new LinkedHashSet<>(FUNCTION_WORDS);
    while (distinct.size() < size) {
      distinct.add(makeUp(random));
    }
    words = distinct.toArray(String[]::new);
    keep = new double[words.length];
    alias = new int[words.length];
    prepare();
  }

  /** Draws a word by its frequency. */
  String draw(SplittableRandom random) {
    int slot = random.nextInt(words.length);
    return words[random.nextDouble() < keep[slot] ? slot : alias[slot]];
  }

  /** Draws a made-up word, all equally likely: for titles, names and keywords. */
  String drawRare(SplittableRandom random) {
    return words[random.nextInt(FUNCTION_WORDS.size(), words.length)];
  }

  private static String makeUp(SplittableRandom random) {
    StringBuilder word = new StringBuilder();
    int syllables = 1 + random.nextInt(3);
    for (int i = 0; i < syllables; i++) {
      word.append(any(ONSETS, random)).append(any(VOWELS, random));
    }
    return word.append(any(ENDINGS, random)).toString();
  }

  private static String any(String[] choices, SplittableRandom random) {
    return choices[random.nextInt(choices.length)];
  }

  /** Splits the probabilities so that each slot holds one word or two. */
  private void prepare() {
    double sum = 0;
    for (int rank = 0; rank < keep.length; rank++) {
      keep[rank] = 1 / (rank + 1 + MANDELBROT_SHIFT);
      sum += keep[rank];
    }
    for (int rank = 0; rank < keep.length; rank++) {
      keep[rank] *= keep.length / sum;
      alias[rank] = rank;
    }
    // Ranks are sorted by weight: the heavy ones, from the front, give to the light ones behind.
    int heavy = 0;
    int light = keep.length - 1;
    double left = keep[0];
    while (heavy < light) {
      alias[light] = heavy;
      left -= 1 - keep[light];
      light--;
      while (left < 1 && heavy < light) {
        keep[heavy] = left;
        heavy++;
        alias[heavy - 1] = heavy;
        left = keep[heavy] - (1 - left);
      }
    }
    keep[heavy] = 1;
  }
}
