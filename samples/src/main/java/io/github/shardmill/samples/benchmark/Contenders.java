package io.github.shardmill.samples.benchmark;

import io.github.shardmill.samples.rival.HandWrittenIndexer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who takes part, by the names that a person gives: {@code rival}, {@code direct}, {@code flink},
 * and {@code cluster} with a number of TaskManagers behind it.
 *
 * @param home root of the source tree
 * @param rivalArgs more arguments for the hand-written indexer
 * @param ours how to run Shardmill
 */
record Contenders(Path home, String rivalArgs, String ours) {
  /** The rival's name in the report. */
  static final String RIVAL = "hand-written";

  /** Shardmill's on the DirectRunner. */
  static final String DIRECT = "shardmill";

  private static final Pattern CLUSTER = Pattern.compile("cluster([1-9][0-9]?)");

  /**
   * Returns a contender.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  Contender named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher cluster = CLUSTER.matcher(lower);
    if (cluster.matches()) {
      return cluster(lower, Integer.parseInt(cluster.group(1)));
    }
    return switch (lower) {
      case "rival" -> rival();
      case "direct" -> shardmill(DIRECT, 0);
      case "flink" -> shardmill(lower, 0, "--runner=FlinkRunner", "--flinkMaster=[local]");
      default ->
          throw new IllegalArgumentException(
              "no contender '"
                  + name
                  + "': there are rival, direct, flink, cluster1, cluster2 ...");
    };
  }

  /** Returns the launcher of this source tree. */
  Path launcher() {
    return home.resolve("runners/shardmill");
  }

  /** Returns the script that starts and stops a cluster. */
  Path clusterScript() {
    return home.resolve("runners/flink/cluster");
  }

  private Contender rival() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HandWrittenIndexer.class.getName());
    command.addAll(List.of("--input", "{input}", "--index", "{index}"));
    command.addAll(words(rivalArgs));
    return new Contender(RIVAL, command, 0);
  }

  /** TaskManagers have a slot each, so this is how many steps of a kind run at once. */
  private Contender cluster(String name, int taskManagers) {
    return shardmill(
        name,
        taskManagers,
        "--runner=FlinkRunner",
        "--flinkMaster={master}",
        "--parallelism=" + taskManagers);
  }

  private Contender shardmill(String name, int taskManagers, String... more) {
    Stream<String> command =
        words(ours).stream().map(word -> word.replace("{home}", home.toString()));
    return new Contender(name, Stream.concat(command, Stream.of(more)).toList(), taskManagers);
  }

  private static List<String> words(String line) {
    return Stream.of(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
