package io.github.shardmill.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the steps of a run are executed. */
enum Venue {
  /** By threads of this process, which the DirectRunner runs. */
  DIRECT,
  /** By Flink, in this process. */
  EMBEDDED_FLINK,
  /** By a cluster of Flink: on other machines, which see other disks. */
  FLINK_CLUSTER,
  /** By a runner that we know nothing of. */
  OTHER;

  /** The option that says which cluster. */
  static final String MASTER = "flinkMaster";

  private static final String EMBEDDED_MASTER = "[local]";
  private static final String MASTER_OF_CONTEXT = "[auto]";

  /** Returns where a run is executed, from what a person said. */
  static Venue of(BuildSettings.Execution execution) {
    String runner = lastWord(option(execution, "runner").orElse("direct"));
    if (runner.equals("direct")) {
      return DIRECT;
    }
    if (!runner.equals("flink")) {
      return OTHER;
    }
    String master = option(execution, MASTER).orElse(MASTER_OF_CONTEXT);
    if (master.equals(MASTER_OF_CONTEXT)) {
      return FlinkHost.isHosted() ? FLINK_CLUSTER : EMBEDDED_FLINK;
    }
    return master.equals(EMBEDDED_MASTER) ? EMBEDDED_FLINK : FLINK_CLUSTER;
  }

  /** Beam takes a class, its name, or its name without the last word, in any case. */
  private static String lastWord(String runner) {
    String name = runner.substring(runner.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith("runner") ? name.substring(0, name.length() - "runner".length()) : name;
  }

  /** Returns whether steps run in this process, on its heap and its disks. */
  boolean isThisProcess() {
    return this == DIRECT || this == EMBEDDED_FLINK;
  }

  /** Returns the value that a person gave to an option of Beam; empty where there is none. */
  static Optional<String> option(BuildSettings.Execution execution, String name) {
    String prefix = "--" + name + "=";
    List<String> options = execution.beamOptions();
    return options.stream()
        .filter(option -> option.startsWith(prefix))
        .map(option -> option.substring(prefix.length()))
        .reduce((earlier, later) -> later);
  }

  /** Returns whether a person gave an option of Beam. */
  static boolean isGiven(BuildSettings.Execution execution, String name) {
    return option(execution, name).isPresent() || execution.beamOptions().contains("--" + name);
  }
}
