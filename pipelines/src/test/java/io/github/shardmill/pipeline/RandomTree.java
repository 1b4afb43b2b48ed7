package io.github.shardmill.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A tree of small files that changes at random in every way that files change. */
final class RandomTree {
  private static final long OLD_MILLIS = 1_500_000_000_000L;
  private static final String[] WORDS = {
    "alpha", "beta", "gamma", "d\u00e9lta", "#tag", "[[link]]"
  };
  private static final String[] DIRECTORIES = {
    "", "a", "a b", "a/deep", "b%", "\u00fc\ud83d\ude00", "n\nl"
  };
  private static final String[] ENDINGS = {
    ".txt", ".md", ".html", "", ".csv", ".tar.gz.txt", ".zip", "zip"
  };

  private final Path root;
  private final Random random;
  private int names;

  RandomTree(Path root, Random random) throws IOException {
    this.root = Files.createDirectories(root);
    this.random = random;
  }

  Path root() {
    return root;
  }

  /** Changes one thing and returns what was done, for a message. */
  String change() throws IOException {
    List<Path> files = files();
    Path file = files.isEmpty() ? null : files.get(random.nextInt(files.size()));
    int kind = file == null ? 0 : random.nextInt(10);
    return switch (kind) {
      case 0, 1 -> add();
      case 2 -> done("modify", write(file, text()));
      case 3 -> done("edit in silence", editInSilence(file));
      case 4 -> done("touch", touch(file));
      case 5 -> done("chmod", chmod(file));
      case 6 -> move(file);
      case 7 -> copy(file);
      case 8 -> done("delete", delete(file));
      default -> moveDirectory();
    };
  }

  private String add() throws IOException {
    Path file = newPath();
    if (file.toString().endsWith("zip")) {
      Files.write(file, zip(2));
    } else {
      write(file, text());
    }
    if (random.nextBoolean()) {
      // As if it had come out of an archive: long ago, for all that its time says.
      Files.setLastModifiedTime(file, FileTime.fromMillis(OLD_MILLIS + random.nextInt(5)));
    }
    return done("add", file);
  }

  /** An archive of few entries, some of which are archives. */
  private byte[] zip(int levels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = random.nextInt(4); i > 0; i--) {
        boolean isArchive = levels > 1 && random.nextInt(4) == 0;
        ZipEntry entry =
            new ZipEntry(i + (isArchive ? ".zip" : random.nextBoolean() ? "" : ".txt"));
        entry.setTime(OLD_MILLIS);
        zip.putNextEntry(entry);
        zip.write(isArchive ? zip(levels - 1) : text().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Other bytes of the same length, and the time set back. */
  private Path editInSilence(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) ('a' + random.nextInt(26));
    }
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
    return file;
  }

  private Path touch(Path file) throws IOException {
    return Files.setLastModifiedTime(
        file, FileTime.fromMillis(OLD_MILLIS + random.nextInt(1_000_000)));
  }

  private Path chmod(Path file) throws IOException {
    String rights = random.nextBoolean() ? "rw-r--r--" : "rwxrwxrwx";
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private String move(Path file) throws IOException {
    Path target = newPath();
    Files.move(file, target);
    return done("move", file) + " to " + root.relativize(target);
  }

  private String copy(Path file) throws IOException {
    Path target = newPath();
    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    return done("copy", file) + " to " + root.relativize(target);
  }

  private Path delete(Path file) throws IOException {
    Files.delete(file);
    return file;
  }

  private String moveDirectory() throws IOException {
    Path from = root.resolve(DIRECTORIES[1 + random.nextInt(DIRECTORIES.length - 1)]);
    if (!Files.isDirectory(from)) {
      return "no directory to move";
    }
    Path to = root.resolve("moved" + names++);
    Files.move(from, to);
    return done("move directory", from);
  }

  private String done(String what, Path file) {
    return what + " " + root.relativize(file);
  }

  private Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path newPath() throws IOException {
    String directory = DIRECTORIES[random.nextInt(DIRECTORIES.length)];
    String ending = ENDINGS[random.nextInt(ENDINGS.length)];
    Path path = root.resolve(directory).resolve("f " + names++ + ending);
    Files.createDirectories(path.getParent());
    return path;
  }

  /** Short, so that files have the same bytes at times. */
  private String text() {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "# Heading\n" : "");
    for (int words = random.nextInt(12); words > 0; words--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
    }
  }

  /** Deletes everything. */
  static void delete(Path root, boolean withRoot) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            if (withRoot || !directory.equals(root)) {
              Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
