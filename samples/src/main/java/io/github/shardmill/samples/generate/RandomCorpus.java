package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
  private static final int CHARS_MIN = 100;
  private static final int LONGEST_PER_MEAN = 50;
  private static final double SPREAD = 0.8;
  private static final Instant FIRST_MODIFIED = Instant.parse("2024-01-01T00:00:00Z");
  private static final long SECONDS_BETWEEN_FILES = 60;

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
    // Seeds of neighbouring files must not be neighbours: their first draws would look alike.
    SplittableRandom random = new SplittableRandom(seed ^ (number + 1L) * 0x9E3779B97F4A7C15L);
    CorpusType type = types.get(number % types.size());
    CorpusType.Rendered file = type.render(prose, random, chars(random));
    Path path =
        directory
            .resolve(directoryOf(number))
            .resolve(Template.filled("%07d.%s", number, file.extension()));
    try {
      Files.write(path, file.content());
      Files.setLastModifiedTime(
          path, FileTime.from(FIRST_MODIFIED.plusSeconds(SECONDS_BETWEEN_FILES * number)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.content().length;
  }

  private static String directoryOf(int number) {
    int directory = number / FILES_PER_DIRECTORY;
    return Template.filled("%03d/%03d", directory / DIRECTORIES_PER_DIRECTORY, directory);
  }

  private int chars(SplittableRandom random) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    double factor = StrictMath.exp(SPREAD * (normal - 6) - SPREAD * SPREAD / 2);
    return (int) Math.max(CHARS_MIN, meanChars * Math.min(factor, LONGEST_PER_MEAN));
  }
}
