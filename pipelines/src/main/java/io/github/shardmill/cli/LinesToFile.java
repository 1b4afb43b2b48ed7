package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where an export goes: to a file that is there whole or not at all, or to standard output, which
 * has nothing else then.
 */
final class LinesToFile {
  private final Terminal terminal;
  private final Optional<Path> output;

  /**
   * Prepares.
   *
   * @param output the file; empty for standard output
   */
  LinesToFile(Terminal terminal, Optional<Path> output) {
    this.terminal = terminal;
    this.output = output;
  }

  /** Takes what is exported piece by piece. */
  @FunctionalInterface
  interface Target {
    void write(byte[] lines);
  }

  /** Writes what an export hands over, and returns what it returns. */
  <T> T write(Function<Target, T> export) {
    if (output.isEmpty()) {
      return export.apply(lines -> terminal.out().print(new String(lines, StandardCharsets.UTF_8)));
    }
    Path path = output.get();
    try (NewFile file = NewFile.create(path)) {
      T result = export.apply(lines -> write(lines, file, path));
      file.finish();
      return result;
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.USAGE, path + " is there already: choose another name or remove it", e);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /**
   * Says what was written.
   *
   * @param line for a person
   * @param value for a script
   * @param asJson whether a script asks, where standard output is free for the answer
   */
  void tell(String line, Object value, boolean asJson) {
    if (output.isEmpty()) {
      terminal.message(line);
    } else if (asJson) {
      JsonPrinter.print(terminal.out(), value);
    } else {
      terminal.out().println(line);
    }
  }

  private static void write(byte[] lines, NewFile file, Path path) {
    try {
      file.write(lines);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static CommandFailure unwritable(Path path, IOException e) {
    return new CommandFailure(ExitCode.FAILED, "cannot write " + path + ": " + e, e);
  }
}
