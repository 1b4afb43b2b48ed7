package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCorpusTest {
  private static final List<CorpusType> ALL = List.of(CorpusType.values());

  @TempDir private Path directory;

  @Test
  void sameSeedGivesTheSameFilesOnAnyNumberOfThreads() throws Exception {
    new RandomCorpus(7, ALL, 600).write(directory.resolve("many"), 70);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      one.submit(() -> new RandomCorpus(7, ALL, 600).write(directory.resolve("one"), 70)).get();
    } finally {
      one.shutdown();
    }

    assertThat(contents("one"), equalTo(contents("many")));
  }

  @Test
  void anotherSeedGivesOtherFiles() throws IOException {
    new RandomCorpus(1, List.of(CorpusType.TEXT), 600).write(directory.resolve("one"), 1);
    new RandomCorpus(2, List.of(CorpusType.TEXT), 600).write(directory.resolve("two"), 1);

    assertThat(contents("one"), not(equalTo(contents("two"))));
  }

  @Test
  void smallCorpusIsTheBeginningOfALargeOne() throws IOException {
    RandomCorpus corpus = new RandomCorpus(3, ALL, 300);
    corpus.write(directory.resolve("small"), 14);
    corpus.write(directory.resolve("large"), 21);

    Map<String, String> large = contents("large");
    large.keySet().retainAll(contents("small").keySet());
    assertThat(large, equalTo(contents("small")));
  }

  @Test
  void typesTakeTurns() throws IOException {
    new RandomCorpus(1, List.of(CorpusType.HTML, CorpusType.PDF), 300)
        .write(directory.resolve("c"), 4);

    assertThat(
        contents("c").keySet().stream().map(name -> name.replaceAll(".*\\.", "")).toList(),
        equalTo(List.of("html", "pdf", "html", "pdf")));
  }

  @Test
  void filesAreSpreadOverDirectories() throws IOException {
    new RandomCorpus(1, List.of(CorpusType.TEXT), 100).write(directory.resolve("c"), 1_001);

    assertThat(
        contents("c").keySet().stream().map(name -> Path.of(name).getParent()).distinct().toList(),
        hasSize(3));
  }

  @Test
  void bytesWrittenFollowTheMeanSize() throws IOException {
    long bytes =
        new RandomCorpus(1, List.of(CorpusType.TEXT), 5_000).write(directory.resolve("c"), 500);

    assertThat(bytes / 500.0, both(greaterThan(4_500.0)).and(lessThan(5_900.0)));
  }

  @Test
  void timesOfModificationAreFixed() throws IOException {
    new RandomCorpus(1, List.of(CorpusType.TEXT), 100).write(directory.resolve("c"), 2);

    assertThat(
        Files.getLastModifiedTime(directory.resolve("c/000/000/0000001.txt")).toString(),
        equalTo("2024-01-01T00:01:00Z"));
  }

  private Map<String, String> contents(String name) throws IOException {
    Path root = directory.resolve(name);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(path);
        contents.put(
            root.relativize(path).toString(),
            HexFormat.of().formatHex(Arrays.copyOf(content, 4_096)) + content.length);
      }
    }
    return contents;
  }
}
