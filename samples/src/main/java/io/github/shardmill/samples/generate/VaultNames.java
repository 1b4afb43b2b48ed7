package io.github.shardmill.samples.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The folders and names of the notes of a vault. Every tenth is a daily note. Other names are two
 * or three words, now and then with an accent, another script or an emoji, and no two notes have
 * the same one: that is what links go by.
 *
 * <p>Immutable. Names of a vault are the first names of a larger one with the same seed.
 */
final class VaultNames {
  private static final LocalDate FIRST_DAY = LocalDate.of(2010, 1, 1);
  private static final int NOTES_PER_DAY = 10;
  private static final int FOLDERS = 40;

  private static final List<String> AREAS =
      List.of(
          "projects", "people", "reading", "garden", "recipes", "inbox", "Área pública", "🗺 maps");

  private static final List<String> UNUSUAL_WORDS =
      List.of(
          "Über", "Café", "Ñandú", "naïve", "Łódź", "東京", "привет", "ελιά", "שלום", "मेघ", "🌱",
          "📚", "☔️", "🐈‍⬛", "(draft)", "& co", "100%", "it's");

  private final List<String> folders = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Names this many notes. */
  VaultNames(long seed, Vocabulary vocabulary, int notes) {
    SplittableRandom random = new SplittableRandom(~seed);
    List<String> all = folders(random, vocabulary);
    Set<String> taken = new HashSet<>();
    for (int number = 0; number < notes; number++) {
      String name = name(random, vocabulary);
      String folder = all.get(Zipf.rank(random, all.size()));
      LocalDate day = day(number);
      boolean daily = number % NOTES_PER_DAY == 0;
      folders.add(daily ? "daily/" + day.getYear() : folder);
      names.add(daily ? day.toString() : distinct(name, taken));
    }
  }

  /** Returns the day on which a note was written. */
  static LocalDate day(int number) {
    return FIRST_DAY.plusDays(number / NOTES_PER_DAY);
  }

  /** Returns the folder of a note; parts are separated by slashes. */
  String folder(int number) {
    return folders.get(number);
  }

  /** Returns the name of a note, without extension. */
  String name(int number) {
    return names.get(number);
  }

  private static List<String> folders(SplittableRandom random, Vocabulary vocabulary) {
    List<String> folders = new ArrayList<>(AREAS);
    while (folders.size() < FOLDERS) {
      String parent = folders.get(random.nextInt(folders.size()));
      folders.add(parent + "/" + vocabulary.drawRare(random));
    }
    return folders;
  }

  private static String name(SplittableRandom random, Vocabulary vocabulary) {
    StringBuilder name = new StringBuilder(capitalised(vocabulary.drawRare(random)));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      name.append(' ').append(vocabulary.drawRare(random));
    }
    if (random.nextInt(10) == 0) {
      name.append(' ').append(UNUSUAL_WORDS.get(random.nextInt(UNUSUAL_WORDS.size())));
    }
    return name.toString();
  }

  private static String distinct(String name, Set<String> taken) {
    String distinct = name;
    for (int i = 2; !taken.add(distinct.toLowerCase(Locale.ROOT)); i++) {
      distinct = name + " " + i;
    }
    return distinct;
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
