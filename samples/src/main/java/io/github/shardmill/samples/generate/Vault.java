package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A vault of Markdown notes, decided by a seed: folders, daily notes, front matter in some, tags
 * and links in most. Notes link to notes with smaller numbers, so that a vault is the beginning of
 * a larger one with the same seed. Times of modification are fixed.
 *
 * @param seed any number
 * @param meanChars mean length of a note's text, before front matter and links add to it
 */
record Vault(long seed, int meanChars) {
  private static final int WORDS = 40_000;
  private static final int TAGS = 300;

  /**
   * Writes the first {@code notes} notes below a directory, with all cores.
   *
   * @return bytes written
   */
  long write(Path directory, int notes) throws IOException {
    Vocabulary vocabulary = new Vocabulary(seed, WORDS);
    VaultNames names = new VaultNames(seed, vocabulary, notes);
    for (String folder : IntStream.range(0, notes).mapToObj(names::folder).distinct().toList()) {
      Files.createDirectories(directory.resolve(folder));
    }
    Prose prose = new Prose(vocabulary);
    List<String> tags = tags(vocabulary);
    try {
      return IntStream.range(0, notes)
          .parallel()
          .mapToLong(
              number -> {
                SplittableRandom random = NumberedFiles.random(seed, number);
                Article article = prose.article(random, NumberedFiles.chars(random, meanChars));
                String note = new VaultNote(number, names, tags, random).render(article);
                Path folder = directory.resolve(names.folder(number));
                return NumberedFiles.write(
                    folder.resolve(names.name(number) + ".md"),
                    note.getBytes(StandardCharsets.UTF_8),
                    number);
              })
          .sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns all tags, the commonest first; a third of them are below another. */
  private List<String> tags(Vocabulary vocabulary) {
    SplittableRandom random = new SplittableRandom(seed + 1);
    List<String> tags = new ArrayList<>();
    while (tags.size() < TAGS) {
      String word = vocabulary.drawRare(random);
      boolean nested = tags.size() % 3 == 2;
      tags.add(nested ? tags.get(random.nextInt(tags.size())) + "/" + word : word);
    }
    return tags;
  }
}
