package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed in every phase of a run, on a real cluster. */
@Tag("heavy")
class SurvivalIT {
  private static final int FILES = 2_000;
  private static final int WORDS = 3_000;
  private static final Pattern DIGEST = Pattern.compile("\"digest\"\\s*:\\s*\"([0-9a-f]{64})\"");
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000;
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  @TempDir private static Path temp;

  private static TestCluster cluster;
  private static Path corpus;
  private static String expected;

  /** Number of the TaskManager that has run for longest. */
  private static int oldest = 1;

  @BeforeAll
  static void start() throws Exception {
    corpus = writeCorpus();
    Path index = temp.resolve("direct");
    Command.Ended ended =
        Command.run(
            TestCluster.LAUNCHER,
            "build",
            "--input",
            corpus.toString(),
            "--index",
            index.toString());
    assertThat(ended.toString(), ended.code(), is(0));
    expected = digest(index);
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Path writeCorpus() throws IOException {
    Random random = new Random(7);
    Path root = temp.resolve("corpus");
    for (int file = 0; file < FILES; file++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < WORDS; word++) {
        text.append(Integer.toString(random.nextInt(50_000), Character.MAX_RADIX)).append(' ');
      }
      Path path = root.resolve("d" + file % 20).resolve("file" + file + ".txt");
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
    return root;
  }

  @Test
  void aWorkerThatIsLostWhileItExtracts() throws Exception {
    survives("extracting", "work/*/spool/*.spool", 1);
  }

  @Test
  void aWorkerThatIsLostWhileItBuildsShards() throws Exception {
    survives("building", "work/*/shards/*", 1);
  }

  @Test
  void allWorkersThatAreLostAroundTheCommit() throws Exception {
    survives("committing", "runs/*/*.json*", 2);
  }

  /** Kills workers when a phase has begun, starts new ones, and waits for the end. */
  private void survives(String phase, String sign, int victims) throws Exception {
    Path index = temp.resolve(phase);
    Command build =
        cluster.submit(
            "build",
            "--input",
            corpus.toString(),
            "--index",
            index.toString(),
            "--parallelism=2",
            "--progress=lines");
    awaitSign(index.resolve("shardmill"), sign);
    for (int victim = 0; victim < victims; victim++) {
      cluster.kill(Integer.toString(oldest++));
    }
    for (int victim = 0; victim < victims; victim++) {
      cluster.add();
    }
    Command.Ended ended = build.await();
    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(ended.err(), containsString(FILES + " of " + FILES + " files indexed"));
    assertThat(digest(index), is(expected));
  }

  private static void awaitSign(Path directory, String glob) throws IOException {
    String[] parts = glob.split("/");
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!exists(directory, parts, 0)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("there is no " + glob + " in " + directory);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private static boolean exists(Path directory, String[] parts, int at) throws IOException {
    if (at == parts.length) {
      return true;
    }
    if (!parts[at].contains("*")) {
      Path next = directory.resolve(parts[at]);
      return Files.exists(next) && exists(next, parts, at + 1);
    }
    Pattern name = Pattern.compile(parts[at].replace(".", "\\.").replace("*", ".*"));
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (name.matcher(entry.getFileName().toString()).matches()
            && exists(entry, parts, at + 1)) {
          return true;
        }
      }
      return false;
    } catch (java.nio.file.NoSuchFileException | java.nio.file.NotDirectoryException gone) {
      return false;
    }
  }

  private static String digest(Path index) throws Exception {
    Command.Ended ended = Command.run(TestCluster.LAUNCHER, "inspect", index.toString(), "--json");
    assertThat(ended.toString(), ended.code(), is(0));
    Matcher digest = DIGEST.matcher(ended.out());
    assertThat(ended.out(), digest.find(), is(true));
    return digest.group(1);
  }
}
