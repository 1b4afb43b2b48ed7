package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A corpus of any size, decided by a seed: file {@code i} depends on the seed, {@code i} and the
 * settings only, so that a corpus of 10,000 files is the beginning of one of 100,000. Types take
 * turns; lengths are log-normal about the mean; 500 files share a directory, 50 directories the one
 * above. Times of modification are fixed as well.
 *
 * @param seed any number
 * @param types never empty
 * @param meanChars mean length of a text, before its format adds to it
 */
record RandomCorpus(long seed, List<CorpusType> types, int meanChars) {
  private static final int WORDS = 40_000;
  private static final int FILES_PER_DIRECTORY = 500;
  private static final int DIRECTORIES_PER_DIRECTORY = 50;

  /**
   * Writes the first {@code files} files below a directory, with all cores.
   *
   * @return bytes written
   */
  long write(Path directory, int files) throws IOException {
    for (int first = 0; first < files; first += FILES_PER_DIRECTORY) {
      Files.createDirectories(directory.resolve(directoryOf(first)));
    }
    Prose prose = new Prose(new Vocabulary(seed, WORDS));
    try {
      LongStream sizes =
          IntStream.range(0, files).parallel().mapToLong(i -> writeFile(directory, prose, i));
      return sizes.sum();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long writeFile(Path directory, Prose prose, int number) {
    SplittableRandom random = NumberedFiles.random(seed, number);
    CorpusType type = types.get(number % types.size());
    CorpusType.Rendered file = type.render(prose, random, NumberedFiles.chars(random, meanChars));
    Path path =
        directory
            .resolve(directoryOf(number))
            .resolve(Template.filled("%07d.%s", number, file.extension()));
    return NumberedFiles.write(path, file.content(), number);
  }

  private static String directoryOf(int number) {
    int directory = number / FILES_PER_DIRECTORY;
    return Template.filled("%03d/%03d", directory / DIRECTORIES_PER_DIRECTORY, directory);
  }
}
