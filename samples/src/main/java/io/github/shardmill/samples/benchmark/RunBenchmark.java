package io.github.shardmill.samples.benchmark;

import io.github.shardmill.samples.rival.HandWrittenIndexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs both contenders on a folder, in turn, as often as asked, and reports. */
@Command(
    name = "run",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Index a folder with the hand-written indexer and with Shardmill, in turn.")
final class RunBenchmark implements Callable<Integer> {
  private static final String ARCHIVE_VARIABLE = "SHARDMILL_CDS";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  private boolean help;

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "what to index")
  private Path input;

  @Option(names = "--rounds", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int rounds = 3;

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
        "for both, behind those that Shardmill's launcher gives itself and the rival is given too;",
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
    FolderFacts folder = FolderFacts.read(input);
    JvmFlags jvmFlags = JvmFlags.read(home.resolve("runners/shardmill"), moreJvmFlags);
    List<Measurement> rivalRounds = new ArrayList<>();
    List<Measurement> ourRounds = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      rivalRounds.add(measure(rival(), jvmFlags, round));
      ourRounds.add(measure(ours(), jvmFlags, round));
      requireAgreement(rivalRounds.get(round - 1), ourRounds.get(round - 1));
    }
    Comparison.Conditions conditions =
        new Comparison.Conditions(
            input.toString(),
            folder,
            String.join(" ", jvmFlags.all()),
            !"off".equals(System.getenv(ARCHIVE_VARIABLE)),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().toString());
    ComparisonReport report =
        new ComparisonReport(new Comparison(conditions, rivalRounds, ourRounds));
    spec.commandLine().getOut().print(report.table());
    spec.commandLine().getOut().flush();
    if (json != null) {
      Files.writeString(json, report.json());
    }
    return 0;
  }

  private Contender rival() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HandWrittenIndexer.class.getName());
    command.addAll(List.of("--input", "{input}", "--index", "{index}"));
    command.addAll(words(rivalArgs));
    return new Contender("hand-written", command);
  }

  private Contender ours() {
    return new Contender(
        "shardmill",
        words(ours).stream().map(word -> word.replace("{home}", home.toString())).toList());
  }

  private static List<String> words(String line) {
    return Stream.of(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private Measurement measure(Contender contender, JvmFlags jvmFlags, int round)
      throws IOException, InterruptedException {
    Path work =
        parent == null
            ? Files.createTempDirectory("benchmark")
            : Files.createTempDirectory(Files.createDirectories(parent), "benchmark");
    try {
      Path index = work.resolve("index");
      Path records = Files.createDirectory(work.resolve("records"));
      Measurement measurement =
          new MeasuredProcess(records, jvmFlags).run(contender.command(input, index), index);
      spec.commandLine()
          .getErr()
          .printf(
              Locale.ROOT,
              "round %d: %s %.2f s%n",
              round,
              contender.name(),
              measurement.wallSeconds());
      return measurement;
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

  private static void requireAgreement(Measurement rival, Measurement ours) {
    if (rival.index().documents() != ours.index().documents()) {
      throw new BenchmarkException(
          String.format(
              Locale.ROOT,
              "not the same work: the hand-written indexer committed %,d documents, Shardmill %,d",
              rival.index().documents(),
              ours.index().documents()));
    }
  }
}
