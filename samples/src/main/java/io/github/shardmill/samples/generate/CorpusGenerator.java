package io.github.shardmill.samples.generate;

import io.github.shardmill.samples.HelpOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Makes corpora: {@code --out DIR --files 100000 --types html}, {@code --vault} for notes, {@code
 * --skew} for work that is hard to share out, or {@code --sample} for the one that is committed.
 *
 * <p>The same arguments give the same files, byte for byte, whatever the number of cores; where a
 * format is compressed, on the same Java. It writes into an empty directory or a new one only. Exit
 * code 0 when all files are written, 1 for wrong usage, 2 otherwise.
 */
@Command(
    name = "generate",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Make a corpus of files to index.")
public final class CorpusGenerator implements Callable<Integer> {
  private static final int FILES = 1_000;
  private static final int FILE_CHARS = 8_000;
  private static final int NOTES = 40_000;
  private static final int NOTE_CHARS = 1_500;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to")
  private Path out;

  @Option(
      names = "--sample",
      description = "make the sample corpus, over an existing one; other options are not used")
  private boolean sample;

  @Option(
      names = "--vault",
      description = "make a vault of Markdown notes that link to each other; --types is not used")
  private boolean vault;

  @Option(
      names = "--skew",
      paramLabel = "SHARDS",
      description = {
        "make texts of which the first of so many shards gets ten times as much as each other, in",
        "a build with --input DIR --shards SHARDS; and one file of --largest. --types is not used"
      })
  private Integer skewedShards;

  @Option(
      names = "--largest",
      paramLabel = "BYTES",
      description = "of the largest file of --skew; default: ${DEFAULT-VALUE}")
  private long largestBytes = 2_000_000_000;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "how many; default: " + FILES + ", of a vault " + NOTES)
  private Integer files;

  @Option(names = "--seed", paramLabel = "S", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "of ${COMPLETION-CANDIDATES}, in turn; default: all")
  private List<CorpusType> types = List.of(CorpusType.values());

  @Option(
      names = "--mean-size",
      paramLabel = "CHARS",
      description = "mean length of a text; default: " + FILE_CHARS + ", of a note " + NOTE_CHARS)
  private Integer meanChars;

  @Option(
      names = "--awkward-names",
      description = "add a few files whose names are hard to handle, in a directory of their own")
  private boolean awkwardNames;

  /** Runs the generator and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new CorpusGenerator())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (sample) {
      SampleCorpus.write(out);
      return 0;
    }
    int count = files == null ? vault ? NOTES : FILES : files;
    int chars = meanChars == null ? vault ? NOTE_CHARS : FILE_CHARS : meanChars;
    if (count < 0 || chars < 1) {
      throw new ParameterException(spec.commandLine(), "--files and --mean-size count something");
    }
    requireUsableSkew();
    requireEmpty();
    long bytes = write(count, chars);
    if (awkwardNames) {
      AwkwardNames.write(out.resolve("awkward"));
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d files, %,d bytes in %s%n",
            count + (skewedShards == null ? 0 : 1),
            bytes,
            out);
    return 0;
  }

  private long write(int count, int chars) throws IOException {
    if (skewedShards != null) {
      return new SkewedCorpus(seed, skewedShards, chars).write(out, count, largestBytes);
    }
    return vault
        ? new Vault(seed, chars).write(out, count)
        : new RandomCorpus(seed, types, chars).write(out, count);
  }

  private void requireUsableSkew() {
    if (skewedShards != null && (vault || skewedShards < 2 || largestBytes < 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "--skew wants two shards at least, --largest no negative size, and neither a --vault");
    }
  }

  private void requireEmpty() throws Exception {
    if (Files.exists(out)) {
      try (Stream<Path> content = Files.list(out)) {
        if (content.findAny().isPresent()) {
          throw new ParameterException(spec.commandLine(), out + " is not empty");
        }
      }
    }
  }
}
