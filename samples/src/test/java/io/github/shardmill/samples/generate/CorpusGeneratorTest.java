package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CorpusGeneratorTest {
  @TempDir private Path directory;

  private final StringWriter output = new StringWriter();

  @Test
  void filesOfTheTypesAreMade() throws IOException {
    Path out = directory.resolve("new");

    assertThat(generate("--out", out.toString(), "--files=6", "--types=MAIL,TEXT"), equalTo(0));

    assertThat(names(out.resolve("000/000")), hasItems("0000000.eml", "0000005.txt"));
    assertThat(output.toString(), containsString("6 files"));
  }

  @Test
  void directoryWithFilesIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("mine.txt"), "mine");

    assertThat(generate("--out", directory.toString()), equalTo(1));

    assertThat(names(directory), equalTo(List.of("mine.txt")));
  }

  @Test
  void awkwardNamesAreAdded() throws IOException {
    Path out = directory.resolve("new");

    assertThat(generate("--out", out.toString(), "--files=0", "--awkward-names"), equalTo(0));

    assertThat(
        names(out.resolve("awkward")),
        hasItems("new\nline.txt", "-rf", "*.txt", "items!", "\"double\" `back` $HOME.txt"));
  }

  private int generate(String... arguments) {
    return new CommandLine(new CorpusGenerator())
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(output))
        .execute(arguments);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).toList();
    }
  }
}
