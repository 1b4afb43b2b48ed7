package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.read.ExceptionExport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Exports exceptions, to a file that is there whole or not at all, or to standard output. */
final class ExceptionsToFile {
  private final Operations operations;
  private final Terminal terminal;

  ExceptionsToFile(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  /** Takes what is exported piece by piece. */
  @FunctionalInterface
  private interface Target {
    void write(byte[] lines);
  }

  /**
   * Exports, and says how many there were.
   *
   * @param output the file; empty for standard output
   * @param asJson whether that is said as JSON, where standard output is free for it
   */
  ExitCode export(
      Path index,
      ExceptionSelection selection,
      ManifestFormat format,
      Optional<Path> output,
      boolean asJson) {
    ExceptionExport export = new ExceptionExport(format);
    if (output.isEmpty()) {
      long lines =
          write(
              index,
              selection,
              export,
              line -> terminal.out().print(new String(line, StandardCharsets.UTF_8)));
      terminal.message(Quantity.count(lines, "exception"));
      return ExitCode.DONE;
    }
    long lines = toFile(index, selection, export, output.get());
    if (asJson) {
      JsonPrinter.print(terminal.out(), Map.of("total", lines));
    } else {
      terminal.out().println(Quantity.count(lines, "exception"));
    }
    return ExitCode.DONE;
  }

  private long toFile(
      Path index, ExceptionSelection selection, ExceptionExport export, Path output) {
    try (NewFile file = NewFile.create(output)) {
      long lines = write(index, selection, export, line -> write(line, file, output));
      file.finish();
      return lines;
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.USAGE, output + " is there already: choose another name or remove it", e);
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  private long write(
      Path index, ExceptionSelection selection, ExceptionExport export, Target target) {
    long[] lines = {0};
    target.write(export.preface());
    operations.exceptions(
        index,
        selection,
        ExceptionExport.FIELDS,
        exception -> {
          target.write(export.line(exception));
          lines[0]++;
        },
        terminal::message);
    return lines[0];
  }

  private static void write(byte[] line, NewFile file, Path output) {
    try {
      file.write(line);
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  private static CommandFailure unwritable(Path output, IOException e) {
    return new CommandFailure(ExitCode.FAILED, "cannot write " + output + ": " + e, e);
  }
}
