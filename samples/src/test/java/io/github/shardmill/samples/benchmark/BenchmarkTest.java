package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shardmill.samples.rival.HandWrittenIndexer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Stands in for Shardmill: the rival itself, run on {@code input}. */
  private String pretender(String input) throws IOException {
    Path arguments =
        Files.writeString(
            directory.resolve("java-arguments"),
            "-cp \"" + System.getProperty("java.class.path") + "\"");
    return String.format(
        Locale.ROOT,
        "%s/bin/java @%s %s --input %s --index {index}",
        System.getProperty("java.home"),
        arguments,
        HandWrittenIndexer.class.getName(),
        input);
  }

  @Test
  void contendersRunInTurnAndAreReported() throws IOException {
    Path input = folder("input", "a.txt", "b.txt", ".hidden");
    Path work = directory.resolve("work");
    Path json = directory.resolve("figures.json");

    int exitCode =
        run(
            "run",
            "--input=" + input,
            "--rounds=2",
            "--ours=" + pretender("{input}"),
            "--work-dir=" + work,
            "--json=" + json);

    assertThat(err.toString(), exitCode, equalTo(0));
    assertThat(
        err.toString().lines().map(line -> line.replaceAll(" [0-9.]+ s$", "")).toList(),
        equalTo(
            List.of(
                "round 1: hand-written",
                "round 1: shardmill",
                "round 2: hand-written",
                "round 2: shardmill")));
    assertThat(out.toString(), containsString("throughput ratio"));
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.at("/files").asInt(), equalTo(3));
    assertThat(figures.at("/contenders/shardmill/documents").asInt(), equalTo(2));
    assertThat(names(work), hasSize(0));
  }

  @Test
  void differentNumbersOfDocumentsAreNoComparison() throws IOException {
    Path input = folder("input", "a.txt", "b.txt");
    Path other = folder("other", "a.txt");

    int exitCode = run("run", "--input=" + input, "--rounds=1", "--ours=" + pretender("" + other));

    assertThat(exitCode, equalTo(2));
    assertThat(
        err.toString(), allOf(containsString("not the same work"), containsString("shardmill 1")));
  }

  @Test
  void selectionIsSpreadEvenlyOverWhatMatches() throws IOException {
    Path root = folder("root", "1.md", "2.md", "3.bin", "4.md", "5.md", ".6.md");
    Path selection = directory.resolve("selection");

    int exitCode = run("select", "--kind=text", "--files=2", "--out=" + selection, root.toString());

    assertThat(err.toString(), exitCode, equalTo(0));
    assertThat(names(selection.resolve("000")), equalTo(List.of("0-1.md", "1-4.md")));
    assertThat(out.toString(), containsString("2 of 4 files"));
  }

  @Test
  void selectionNeedsANewFolder() {
    assertThat(
        run("select", "--kind=text", "--out=" + directory, directory.toString()), equalTo(1));
  }

  @Test
  void wrongUsageIsExitCodeOne() {
    assertThat(run("run"), equalTo(1));
    assertThat(run("select", "--kind=poetry", "--out=x", "y"), equalTo(1));
    assertThat(run("generate"), equalTo(1));
    assertThat(run("rival"), equalTo(1));
  }

  private int run(String... arguments) {
    return Benchmark.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path folder(String name, String... files) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    for (String file : files) {
      Files.writeString(folder.resolve(file), "drizzle ".repeat(200));
    }
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
