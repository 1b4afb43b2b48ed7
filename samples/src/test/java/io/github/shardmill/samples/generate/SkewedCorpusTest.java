package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import io.github.shardmill.index.mutation.ShardKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SkewedCorpusTest {
  private static final int SHARDS = 4;
  private static final int LARGEST_BYTES = 3_000_000;

  @TempDir private Path directory;

  @Test
  void firstShardHasTenTimesTheTextOfEachOther() throws IOException {
    Path out = directory.resolve("skewed");
    new SkewedCorpus(1, SHARDS, 300).write(out, 800, 0);

    long[] bytes = new long[SHARDS];
    for (Map.Entry<String, Long> file : sizes(out).entrySet()) {
      byte[] id = ("skewed:" + file.getKey()).getBytes(StandardCharsets.UTF_8);
      bytes[ShardKey.of(id, SHARDS)] += file.getValue();
    }

    for (int shard = 1; shard < SHARDS; shard++) {
      assertThat((double) bytes[0] / bytes[shard], both(greaterThan(5.0)).and(lessThan(15.0)));
    }
  }

  @Test
  void oneFileHasExactlyTheSizeAskedFor() throws IOException {
    StringWriter output = new StringWriter();
    Path out = directory.resolve("c");

    int exitCode =
        new CommandLine(new CorpusGenerator())
            .setOut(new PrintWriter(output))
            .execute(
                "--out=" + out,
                "--skew=" + SHARDS,
                "--files=3",
                "--mean-size=200",
                "--largest=" + LARGEST_BYTES);

    assertThat(exitCode, equalTo(0));
    Map<String, Long> sizes = sizes(out);
    assertThat(sizes.size(), equalTo(4));
    assertThat(sizes.get(SkewedCorpus.LARGEST), equalTo((long) LARGEST_BYTES));
    long all = sizes.values().stream().mapToLong(Long::longValue).sum();
    assertThat(output.toString(), equalTo(Template.filled("4 files, %,d bytes in %s%n", all, out)));
  }

  @Test
  void sameSeedGivesTheSameLargeFile() throws IOException {
    new SkewedCorpus(5, 2, 300).write(directory.resolve("one"), 2, 2_500_000);
    new SkewedCorpus(5, 2, 300).write(directory.resolve("two"), 2, 2_500_000);

    Path one = directory.resolve("one").resolve(SkewedCorpus.LARGEST);
    Path two = directory.resolve("two").resolve(SkewedCorpus.LARGEST);
    assertThat(Files.mismatch(one, two), equalTo(-1L));
    assertThat(Files.getLastModifiedTime(one), equalTo(Files.getLastModifiedTime(two)));
  }

  @Test
  void skewOfOneShardIsWrongUsage() {
    int exitCode =
        new CommandLine(new CorpusGenerator())
            .setErr(new PrintWriter(new StringWriter()))
            .execute("--out=" + directory, "--skew=1");

    assertThat(exitCode, equalTo(1));
  }

  private static Map<String, Long> sizes(Path root) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        sizes.put(root.relativize(path).toString(), Files.size(path));
      }
    }
    return sizes;
  }
}
