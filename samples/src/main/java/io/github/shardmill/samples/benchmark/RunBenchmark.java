package io.github.shardmill.samples.benchmark;

import io.github.shardmill.samples.HelpOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the contenders on a folder, in turn, as often as asked, and reports. */
@Command(
    name = "run",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Index a folder with the hand-written indexer and with Shardmill, in turn.")
final class RunBenchmark implements Callable<Integer> {
  private static final String ARCHIVE_VARIABLE = "SHARDMILL_CDS";

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "what to index")
  private Path input;

  @Option(names = "--rounds", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      description = {
        "who takes part, in this order: rival, direct (Shardmill on its own), flink (Flink in its",
        "process), cluster1, cluster2 ... (a cluster of so many TaskManagers, started and stopped",
        "outside of what is measured); default: ${DEFAULT-VALUE}"
      })
  private List<String> names = List.of("rival", "direct");

  @Option(
      names = "--cluster-port",
      paramLabel = "PORT",
      description = "of the clusters, which take the one above, too; default: ${DEFAULT-VALUE}")
  private int clusterPort = 8481;

  @Option(
      names = "--ours",
      paramLabel = "COMMAND",
      description = {
        "how to run Shardmill; {home}, {input} and {index} are filled in;",
        "default: ${DEFAULT-VALUE}"
      })
  private String ours = "{home}/runners/shardmill build --input {input} --index {index}";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "root of the source tree; default: ${DEFAULT-VALUE}")
  private Path home = Path.of(System.getProperty("shardmill.home", "."));

  @Option(
      names = "--rival-args",
      paramLabel = "ARGS",
      description = "more arguments for the hand-written indexer, as --threads=2")
  private String rivalArgs = "";

  @Option(
      names = "--jvm-flags",
      paramLabel = "FLAGS",
      description = {
        "for all, behind those that Shardmill's launcher gives itself and the rival is given too;",
        "a garbage collector replaces the launcher's; default: none"
      })
  private String moreJvmFlags = "";

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "where the indexes are built and deleted again; default: a temporary directory")
  private Path parent;

  @Option(names = "--json", paramLabel = "FILE", description = "write the figures there, too")
  private Path json;

  @Override
  public Integer call() throws Exception {
    Contenders known = new Contenders(home, rivalArgs, ours);
    List<Contender> contenders = contenders(known);
    FolderFacts folder = FolderFacts.read(input);
    JvmFlags jvmFlags = JvmFlags.read(known.launcher(), moreJvmFlags);
    Comparison comparison =
        new Comparison(
            new Comparison.Conditions(
                input.toString(),
                folder,
                String.join(" ", jvmFlags.all()),
                !"off".equals(System.getenv(ARCHIVE_VARIABLE)),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString()));
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Measurement measurement = measure(contender, known, jvmFlags);
        spec.commandLine()
            .getErr()
            .printf(
                Locale.ROOT,
                "round %d: %s %.2f s%n",
                round,
                contender.name(),
                measurement.wallSeconds());
        comparison.add(contender.name(), measurement);
      }
    }
    ComparisonReport report = new ComparisonReport(comparison);
    spec.commandLine().getOut().print(report.table());
    spec.commandLine().getOut().flush();
    if (json != null) {
      Files.writeString(json, report.json());
    }
    return 0;
  }

  private List<Contender> contenders(Contenders known) {
    if (rounds < 1 || names.stream().distinct().count() != names.size()) {
      throw new ParameterException(
          spec.commandLine(), "there must be a round, and nobody can be a contender twice");
    }
    try {
      return names.stream().map(known::named).toList();
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }

  private Measurement measure(Contender contender, Contenders known, JvmFlags jvmFlags)
      throws IOException, InterruptedException {
    Path work =
        parent == null
            ? Files.createTempDirectory("benchmark")
            : Files.createTempDirectory(Files.createDirectories(parent), "benchmark");
    try {
      Path index = work.resolve("index");
      Path records = Files.createDirectory(work.resolve("records"));
      if (contender.taskManagers() == 0) {
        return new MeasuredProcess(records, jvmFlags)
            .run(contender.command(input, index, ""), index);
      }
      Path clusterRecords = Files.createDirectory(work.resolve("cluster"));
      try (StandAloneCluster cluster =
          StandAloneCluster.start(
              known.clusterScript(), clusterPort, contender.taskManagers(), clusterRecords)) {
        return cluster.plusUsage(
            new MeasuredProcess(records, jvmFlags.ofClient())
                .run(contender.command(input, index, cluster.master()), index));
      }
    } finally {
      delete(work);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> content = Files.walk(directory)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
