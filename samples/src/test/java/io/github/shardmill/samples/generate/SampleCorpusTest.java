package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCorpusTest {
  private static final Path COMMITTED = Path.of("corpus");

  @TempDir private Path directory;

  @Test
  void committedCorpusIsWhatTheGeneratorMakes() throws IOException {
    SampleCorpus.write(directory);

    Map<String, String> made = contents(directory);
    Map<String, String> committed = contents(COMMITTED);
    assertThat(committed.keySet(), equalTo(made.keySet()));
    for (String path : made.keySet()) {
      assertThat(path, committed.get(path), equalTo(made.get(path)));
    }
  }

  @Test
  void sampleCorpusIsSmall() {
    Map<String, byte[]> files = SampleCorpus.files();

    assertThat(files.size(), allOf(greaterThanOrEqualTo(60), lessThanOrEqualTo(80)));
    assertThat(
        files.values().stream().mapToInt(content -> content.length).sum(), lessThan(500_000));
  }

  private static Map<String, String> contents(Path root) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(
            root.relativize(path).toString(), HexFormat.of().formatHex(Files.readAllBytes(path)));
      }
    }
    return contents;
  }
}
