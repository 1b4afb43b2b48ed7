package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A cluster of two workers, a corpus that keeps them busy for some seconds, and what comes of it
 * when some are killed.
 */
final class LostWorkers implements AutoCloseable {
  private static final int FILES = 2_000;
  private static final int WORDS = 3_000;

  private final Path directory;
  private final Path corpus;
  private final String expected;
  private final TestCluster cluster;
  private int oldest = 1;

  private LostWorkers(Path directory) throws Exception {
    this.directory = directory;
    corpus = writeCorpus(directory.resolve("corpus"));
    expected = BuiltIndex.digestOnOneMachine(corpus, directory.resolve("direct"));
    cluster = TestCluster.start(2);
  }

  static LostWorkers start(Path directory) throws Exception {
    return new LostWorkers(directory);
  }

  private static Path writeCorpus(Path root) throws IOException {
    Random random = new Random(7);
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

  TestCluster cluster() {
    return cluster;
  }

  Path index(String name) {
    return directory.resolve(name);
  }

  /** Submits a build of the corpus. */
  Command submit(Path index, String... options) throws Exception {
    String[] build = {
      "build", "--input", corpus.toString(), "--index", index.toString(), "--parallelism=2"
    };
    String[] all = new String[build.length + options.length];
    System.arraycopy(build, 0, all, 0, build.length);
    System.arraycopy(options, 0, all, build.length, options.length);
    return cluster.submit(all);
  }

  /** Kills the workers that have lived longest, and starts as many. */
  void replace(int workers) throws Exception {
    for (int victim = 0; victim < workers; victim++) {
      cluster.killTaskManager(oldest++);
    }
    for (int victim = 0; victim < workers; victim++) {
      cluster.add();
    }
  }

  /**
   * Waits for the end of a build: every file is counted once, the index is the right one, and
   * nothing is left behind.
   */
  void requireWhole(Command build, Path index) throws Exception {
    requireWhole(build, index, "2,000 of 2,000 files indexed");
  }

  /** Does so, where the last line is another one. */
  void requireWhole(Command build, Path index, String counted) throws Exception {
    Command.Ended ended = build.await();
    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(ended.err(), containsString(counted));
    assertThat(BuiltIndex.digest(index), is(expected));
    assertThat(new RunSigns(index).runsInWork(), is(List.of()));
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
