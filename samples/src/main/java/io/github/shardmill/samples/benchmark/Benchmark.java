package io.github.shardmill.samples.benchmark;

import io.github.shardmill.samples.HelpOption;
import io.github.shardmill.samples.generate.CorpusGenerator;
import io.github.shardmill.samples.hostile.HostileCorpus;
import io.github.shardmill.samples.rival.HandWrittenIndexer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The command {@code samples/benchmark}: run both contenders, compare the indexes that they made,
 * measure suggestions, select files to run on, generate them, make hostile ones, or run the rival
 * alone.
 *
 * <p>Results go to stdout, messages to stderr. Exit codes: 0 done; 1 wrong usage; 2 a contender
 * failed, or the two did not make the same index.
 */
@Command(
    name = "benchmark",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Compare Shardmill with a hand-written indexer.",
    subcommands = {
      RunBenchmark.class,
      CompareIndexes.class,
      MeasureSuggestions.class,
      SelectFiles.class,
      CorpusGenerator.class,
      HostileCorpus.class,
      HandWrittenIndexer.class
    })
public final class Benchmark {
  @Mixin private HelpOption help;

  private Benchmark() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmark())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof BenchmarkException)) {
                throw failure;
              }
              command.getErr().println(failure.getMessage());
              return 2;
            });
  }
}
