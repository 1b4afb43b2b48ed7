package io.github.shardmill.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** Small trees of files for runs to index. Stateless. */
final class Corpora {
  /** Files of {@link #mixed} that get a document: 40 good ones and the failing one. */
  static final int DOCUMENTS = 41;

  /** All files of {@link #mixed}. */
  static final int FILES = DOCUMENTS + 1;

  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

  private Corpora() {}

  /** Writes text and HTML in four directories, a hidden file, and one that no parser takes. */
  static Path mixed(Path root, String word) throws IOException {
    for (int i = 0; i < 40; i++) {
      Path directory = Files.createDirectories(root.resolve("part" + i % 4));
      String text = word + " number " + i + " speaks of rain and kettles. ".repeat(20 + i);
      if (i % 5 == 0) {
        write(directory.resolve(word + i + ".html"), "<html><body><p>" + text + "</body></html>");
      } else {
        write(directory.resolve(word + i + ".txt"), text);
      }
    }
    write(root.resolve(".hidden.txt"), "left out");
    write(root.resolve("part0").resolve("broken.xml"), "<?xml version=\"1.0\"?><a><b>" + word);
    return root;
  }

  /** Writes a file with a time of its own, so that corpora written twice are the same. */
  static Path write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return Files.setLastModifiedTime(file, TIME);
  }

  /** Copies a tree. */
  static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }
}
