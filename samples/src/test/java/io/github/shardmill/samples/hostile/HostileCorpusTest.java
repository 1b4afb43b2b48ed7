package io.github.shardmill.samples.hostile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileCorpusTest {
  @TempDir Path directory;

  @Test
  void seedDecidesEveryByteAndDamagesOtherPlaces() throws Exception {
    Map<String, Long> first = generate("first", "--seed=1");
    assertThat(generate("again", "--seed=1"), equalTo(first));
    Map<String, Long> other = generate("other", "--seed=2");
    assertThat(
        other.get("damaged/cut-0/data/office.yaml"),
        not(first.get("damaged/cut-0/data/office.yaml")));
    first.keySet().removeIf(path -> path.startsWith("damaged/"));
    other.keySet().removeIf(path -> path.startsWith("damaged/"));
    assertThat(other, equalTo(first));
  }

  @Test
  void onlyAnEmptyDirectoryIsWrittenInto() throws Exception {
    Files.writeString(directory.resolve("mine.txt"), "mine");
    assertThat(HostileCorpus.commandLine().execute(directory.toString()), is(1));
  }

  private Map<String, Long> generate(String name, String seed) throws Exception {
    Path root = directory.resolve(name);
    assertThat(HostileCorpus.commandLine().execute(root.toString(), seed), is(0));
    Map<String, Long> sums = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        CRC32 sum = new CRC32();
        sum.update(ByteBuffer.wrap(Files.readAllBytes(file)));
        sums.put(root.relativize(file).toString(), sum.getValue());
      }
    }
    return sums;
  }
}
