package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.SplittableRandom;

/** What decides about the files of a corpus by their numbers: chance, length and time. */
final class NumberedFiles {
  private static final int CHARS_MIN = 100;
  private static final int LONGEST_PER_MEAN = 50;
  private static final double SPREAD = 0.8;
  private static final Instant FIRST_MODIFIED = Instant.parse("2024-01-01T00:00:00Z");
  private static final long SECONDS_BETWEEN_FILES = 60;

  private NumberedFiles() {}

  /** Returns the source of all chance in a file. */
  static SplittableRandom random(long seed, int number) {
    // Seeds of neighbouring files must not be neighbours: their first draws would look alike.
    return new SplittableRandom(seed ^ (number + 1L) * 0x9E3779B97F4A7C15L);
  }

  /** Draws the length of a text; lengths are log-normal about the mean. */
  static int chars(SplittableRandom random, int meanChars) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    double factor = StrictMath.exp(SPREAD * (normal - 6) - SPREAD * SPREAD / 2);
    return (int) Math.max(CHARS_MIN, meanChars * Math.min(factor, LONGEST_PER_MEAN));
  }

  /**
   * Writes a file with the time of modification that belongs to its number.
   *
   * @return bytes written
   * @throws UncheckedIOException if it cannot be written
   */
  static int write(Path path, byte[] content, int number) {
    try {
      Files.write(path, content);
      setTime(path, number);
      return content.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a file the time of modification that belongs to its number. */
  static void setTime(Path path, int number) throws IOException {
    Files.setLastModifiedTime(
        path, FileTime.from(FIRST_MODIFIED.plusSeconds(SECONDS_BETWEEN_FILES * number)));
  }
}
