package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.mime.MimeTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares over real files: {@code -Dmime.trees=DIR:DIR...}, at most {@code -Dmime.files=N} of
 * them, drawn at random by {@code -Dmime.seed=N}.
 */
@EnabledIfSystemProperty(named = "mime.trees", matches = ".+")
class MimeDetectorTreeTest {

  private static final int HEAD_LENGTH = 64 * 1024;

  private final long seed = Long.getLong("mime.seed", 1);
  private final Random random = new Random(seed);

  @Test
  void realFilesAreDetectedAlike(TestReporter reporter) throws Exception {
    List<Path> files = drawn();
    MimeComparison comparison =
        new MimeComparison(MimeTypes.getDefaultMimeTypes(), MimeDetector.ofDefaultTypes());
    for (Path file : files) {
      byte[] head = head(file, HEAD_LENGTH);
      comparison.ask(file.toString(), head, file.getFileName().toString());
      if (random.nextInt(4) == 0) {
        Path other = files.get(random.nextInt(files.size()));
        comparison.ask(file.toString(), head, other.getFileName().toString());
        comparison.ask(file.toString(), head, (String) null);
      }
    }
    reporter.publishEntry("files", Integer.toString(files.size()));
    reporter.publishEntry("comparisons", Integer.toString(comparison.asked()));
    assertThat(comparison.asked(), is(greaterThan(0)));
    assertThat("seed " + seed, comparison.differences(), is(empty()));
  }

  /** The whole composite, on fewer files, because it opens containers. */
  @Test
  void realFilesAreDetectedAlikeByTheComposite() throws Exception {
    MimeComparison comparison = new MimeComparison(new DefaultDetector(), MimeDetector.composite());
    for (Path file : drawn().stream().limit(Long.getLong("mime.composite", 2_000)).toList()) {
      comparison.ask(file.toString(), head(file, 1 << 24), file.getFileName().toString());
    }
    assertThat("seed " + seed, comparison.differences(), is(empty()));
  }

  private List<Path> drawn() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String tree : System.getProperty("mime.trees").split(":")) {
      Files.walkFileTree(Path.of(tree), new ReadableFiles(files));
    }
    Collections.shuffle(files, random);
    return files.subList(0, Math.min(files.size(), Integer.getInteger("mime.files", 200_000)));
  }

  private static byte[] head(Path file, int length) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(length);
    }
  }

  private static final class ReadableFiles extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    ReadableFiles(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && Files.isReadable(file)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
