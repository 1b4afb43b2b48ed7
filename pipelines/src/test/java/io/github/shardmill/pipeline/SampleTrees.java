package io.github.shardmill.pipeline;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.SourcePaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Trees of files for tests: the sample corpus, and names and sizes that a corpus can have too. */
final class SampleTrees {
  /** The sample corpus of the project, seen from the directory that tests of a module run in. */
  static final Path CORPUS = Path.of("..", "samples", "corpus").toAbsolutePath().normalize();

  private static final List<String> WORDS =
      List.of("umbrella", "rain", "kettle", "lost", "harbour", "night", "paper", "Über", "傘");

  private SampleTrees() {}

  /** Copies a tree, with the files' times, into a directory that is there. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        RelativePath relative = SourcePaths.relativize(from, path);
        Path copy = relative.bytes().length == 0 ? to : SourcePaths.resolve(to, relative);
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Writes files whose names are hard to handle; each holds a few words. */
  static void writeHostileNames(Path tree) throws IOException {
    List<String> names =
        List.of(
            "two words.txt",
            "new\nline.txt",
            "quote \" and ' and \\.txt",
            "\uD83D\uDC31\u200D\uD83D\uDC64.txt",
            "x!/inside.txt",
            "x!",
            "100%.txt",
            "tab\there",
            "-option",
            "n".repeat(200),
            "a=b.txt",
            "deep/er/and/deep/er/file.txt");
    int number = 0;
    for (String name : names) {
      String path = "names/" + number++ + "/" + name;
      write(tree, path.getBytes(StandardCharsets.UTF_8), "lost umbrella " + number);
    }
    ByteArrayOutputStream invalid = new ByteArrayOutputStream();
    invalid.writeBytes("names/not UTF-8 ".getBytes(StandardCharsets.UTF_8));
    invalid.write(0xff);
    invalid.write(0xe9);
    write(tree, invalid.toByteArray(), "a name of bytes");
    write(tree, "names/empty".getBytes(StandardCharsets.UTF_8), "");
  }

  /** Writes files of up to {@code maxWords} random words. */
  static void writeRandomText(Path tree, int files, int maxWords, Random random)
      throws IOException {
    for (int file = 0; file < files; file++) {
      StringBuilder text = new StringBuilder();
      for (int words = random.nextInt(maxWords); words >= 0; words--) {
        boolean known = random.nextInt(4) == 0;
        text.append(known ? WORDS.get(random.nextInt(WORDS.size())) : word(random));
        text.append(random.nextInt(12) == 0 ? '\n' : ' ');
      }
      String path = "random/" + file % 7 + "/" + file + ".txt";
      write(tree, path.getBytes(StandardCharsets.UTF_8), text.toString());
    }
  }

  private static String word(Random random) {
    return "w" + Integer.toString(random.nextInt(50_000), Character.MAX_RADIX);
  }

  /**
   * Writes a list of the files of a tree in random order, each path ended by a NUL byte. Hidden
   * files are left out as a walk leaves them out; those that a list names would be taken.
   */
  static Path writeShuffledList(Path tree, Path list, Random random) throws IOException {
    List<byte[]> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(tree)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !tree.relativize(file).toString().matches("(?s)(.*/)?\\..*"))
          .forEach(file -> paths.add(SourcePaths.relativize(tree, file).bytes()));
    }
    Collections.shuffle(paths, random);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] path : paths) {
      bytes.writeBytes(path);
      bytes.write(0);
    }
    return Files.write(list, bytes.toByteArray());
  }

  private static void write(Path tree, byte[] path, String text) throws IOException {
    Path file = SourcePaths.resolve(tree, RelativePath.ofBytes(path));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
