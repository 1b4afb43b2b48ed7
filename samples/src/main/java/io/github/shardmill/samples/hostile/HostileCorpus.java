package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.HelpOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code samples/hostile}: makes a directory of files that are built to harm whoever
 * reads them. None of them does anything by lying there.
 *
 * <p>The same arguments give the same files, byte for byte; where something is compressed, on the
 * same Java. It writes into an empty directory or a new one only. Exit code 0 when all files are
 * written, 1 for wrong usage, 2 otherwise.
 */
@Command(
    name = "hostile",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Make files that are built to harm whoever reads them.")
public final class HostileCorpus implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "DIR", description = "where to; new or empty")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "decides where samples are damaged; default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--damaged",
      paramLabel = "N",
      description = "damaged copies of every sample, of each kind; default: ${DEFAULT-VALUE}")
  private int damagedCopies = 1;

  @Option(
      names = "--large",
      description = "add files of 100 MB, and bombs that unfold to a gigabyte")
  private boolean large;

  @Option(
      names = "--endless",
      description = "add bombs that take all memory or time that a parser has")
  private boolean endless;

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description = "the file that documents try to read; default: ${DEFAULT-VALUE}")
  private Path secret = Path.of("/etc/hostname");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "where documents try to send requests; default: ${DEFAULT-VALUE}")
  private String server = "http://127.0.0.1:9";

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new HostileCorpus());
  }

  @Override
  public Integer call() throws IOException {
    if (damagedCopies < 0) {
      throw new ParameterException(spec.commandLine(), "--damaged counts something");
    }
    requireEmpty();
    HostileFiles files = new HostileFiles(out);
    try {
      write(files);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    spec.commandLine()
        .getOut()
        .printf(Locale.ROOT, "%,d files, %,d bytes in %s%n", files.count(), files.bytes(), out);
    return 0;
  }

  private void write(HostileFiles files) {
    PackedBombs.addTo(files);
    XmlBombs.addTo(files);
    PdfBombs.addTo(files);
    FalseHeaders.addTo(files);
    DeepNesting.addTo(files);
    Quines.addTo(files);
    Escapes.addTo(files);
    new Lures(secret.toAbsolutePath().toUri().toString(), server).addTo(files);
    LockedFiles.addTo(files);
    Disguises.addTo(files);
    BrokenText.addTo(files);
    OutsizedFields.addTo(files);
    new DamagedSamples(seed, damagedCopies).addTo(files);
    if (large) {
      LargeFiles.addTo(files);
    }
    if (endless) {
      EndlessBombs.addTo(files);
    }
  }

  private void requireEmpty() throws IOException {
    if (Files.exists(out)) {
      try (Stream<Path> content = Files.list(out)) {
        if (content.findAny().isPresent()) {
          throw new ParameterException(spec.commandLine(), out + " is not empty");
        }
      }
    }
  }
}
