package io.github.shardmill.cli;

import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.read.ExceptionExport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Exports exceptions, to a file or to standard output. */
final class ExceptionsToFile {
  private final Operations operations;
  private final Terminal terminal;

  ExceptionsToFile(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
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
    LinesToFile file = new LinesToFile(terminal, output);
    long lines = file.write(target -> write(index, selection, new ExceptionExport(format), target));
    file.tell(Quantity.count(lines, "exception"), Map.of("total", lines), asJson);
    return ExitCode.DONE;
  }

  private long write(
      Path index, ExceptionSelection selection, ExceptionExport export, LinesToFile.Target target) {
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
}
