package io.github.shardmill.samples.generate;

import io.github.shardmill.index.mutation.ShardKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A corpus of text whose work is badly shared out, decided by a seed: files of the first shard are
 * ten times as long as the others, and one file is larger than many together. Shards are those of a
 * build with this number of them and with the corpus's directory, under its own name, as the only
 * source. Times of modification are fixed.
 *
 * @param seed any number
 * @param shards how many, 2 or more
 * @param meanChars mean length of a text of the other shards
 */
record SkewedCorpus(long seed, int shards, int meanChars) {
  /** The name of the file that is larger than all others. */
  static final String LARGEST = "largest.txt";

  private static final int WORDS = 40_000;
  private static final int FILES_PER_DIRECTORY = 500;
  private static final int TIMES_AS_LONG = 10;
  private static final int BLOCK_CHARS = 1 << 20;

  /**
   * Writes the first {@code files} files below a directory, with all cores, and the large one.
   *
   * @param largestBytes its size
   * @return bytes written
   */
  long write(Path directory, int files, long largestBytes) throws IOException {
    for (int first = 0; first < files; first += FILES_PER_DIRECTORY) {
      Files.createDirectories(directory.resolve(nameOf(first)).getParent());
    }
    Files.createDirectories(directory);
    Prose prose = new Prose(new Vocabulary(seed, WORDS));
    String source = directory.toAbsolutePath().normalize().getFileName().toString();
    try {
      long bytes =
          IntStream.range(0, files)
              .parallel()
              .mapToLong(number -> writeFile(directory, source, prose, number))
              .sum();
      writeLargest(directory.resolve(LARGEST), prose, files, largestBytes);
      return bytes + largestBytes;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private long writeFile(Path directory, String source, Prose prose, int number) {
    SplittableRandom random = NumberedFiles.random(seed, number);
    String name = nameOf(number);
    // Nothing in these names needs the escapes of an id.
    int shard = ShardKey.of((source + ':' + name).getBytes(StandardCharsets.UTF_8), shards);
    int chars = NumberedFiles.chars(random, meanChars) * (shard == 0 ? TIMES_AS_LONG : 1);
    byte[] text = TextFiles.plain(prose.article(random, chars), StandardCharsets.UTF_8);
    return NumberedFiles.write(directory.resolve(name), text, number);
  }

  /** The same pages again and again: what a disk can write, not what can be made up. */
  private void writeLargest(Path path, Prose prose, int number, long bytes) throws IOException {
    SplittableRandom random = NumberedFiles.random(seed, number);
    byte[] block = TextFiles.plain(prose.article(random, BLOCK_CHARS), StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    NumberedFiles.setTime(path, number);
  }

  private static String nameOf(int number) {
    return Template.filled("%05d/%07d.txt", number / FILES_PER_DIRECTORY, number);
  }
}
