package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what the rival makes with what it makes under other circumstances. */
class CompareIndexesTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private Path files;
  private Path ours;

  @BeforeEach
  void indexTwoFiles() throws IOException {
    files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("a.txt"), "Running in the rain");
    Files.writeString(files.resolve("b.txt"), "drip ".repeat(100));
    ours = index("ours", "--threads=1");
  }

  @Test
  void orderOfDocumentsAndNumberOfSegmentsDoNotMatter() throws IOException {
    for (int i = 0; i < 300; i++) {
      Files.writeString(files.resolve(i + ".txt"), "drizzle " + i);
    }
    Path one = index("one", "--threads=1");
    Path other = index("other", "--threads=4", "--ram-buffer=0.05");

    assertThat(compare(one, other), equalTo(0));
    assertThat(out.toString().strip(), endsWith("equal"));
  }

  @Test
  void fieldsThatDifferAreListedByDocument() throws IOException {
    Path cut = index("cut", "--max-text=100");

    assertThat(compare(ours, cut), equalTo(2));
    assertThat(
        out.toString(),
        allOf(
            containsString("files:b.txt  outcome\n  shardmill      OK\n"),
            containsString("  hand-written   TRUNCATED\n"),
            containsString("files:a.txt  extractor\n"),
            not(containsString("files:a.txt  content"))));
  }

  @Test
  void documentThatOneHasNotIsListed() throws IOException {
    Files.delete(files.resolve("b.txt"));
    Path less = index("less");

    assertThat(compare(ours, less), equalTo(2));
    assertThat(
        out.toString(),
        containsString("files:b.txt  id\n  shardmill      files:b.txt\n  hand-written   -\n"));
  }

  @Test
  void termsAreListedWhereOnlyTheAnalysisDiffers() throws IOException {
    Path stemmed = index("stemmed", "--analyzer=org.apache.lucene.analysis.en.EnglishAnalyzer");

    assertThat(compare(ours, stemmed), equalTo(2));
    assertThat(
        out.toString(),
        containsString(
            "running  content\n  shardmill      in 1 documents, 1 times\n  hand-written   -\n"));
  }

  @Test
  void noMoreIsListedThanAskedFor() throws IOException {
    Path stemmed = index("stemmed", "--analyzer=org.apache.lucene.analysis.en.EnglishAnalyzer");

    assertThat(compare(ours, stemmed, "--show=0"), equalTo(2));
    assertThat(
        out.toString(),
        allOf(containsString("differences\n"), not(containsString("running  content"))));
  }

  private int compare(Path one, Path other, String... options) {
    return Benchmark.commandLine()
        .setOut(new PrintWriter(out, true))
        .execute(arguments(options, "compare", "--ours=" + one, "--rival=" + other));
  }

  private Path index(String name, String... options) {
    Path index = directory.resolve(name);
    int exitCode =
        Benchmark.commandLine()
            .execute(arguments(options, "rival", "--input=" + files, "--index=" + index));
    assertThat(exitCode, equalTo(0));
    return index;
  }

  private static String[] arguments(String[] options, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(options)).toArray(String[]::new);
  }
}
