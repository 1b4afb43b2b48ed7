package io.github.shardmill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file from which node_exporter's textfile collector reads what the last run of an index came to.
 * Either the old content stands or the new. The time of the last success is taken over from the
 * content before, so that an alert can ask how old the index is.
 */
final class MetricsFile {
  private final Path file;
  private final Terminal terminal;

  /** Names the file. */
  MetricsFile(Path file, Terminal terminal) {
    this.file = file.toAbsolutePath();
    this.terminal = terminal;
  }

  /** Writes the metrics of a run; a failure to do so is a warning. */
  void write(RunEnd end) {
    // A collector takes files that end in .prom only, and so never this one.
    Path next = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      try {
        Files.writeString(next, RunMetrics.text(end, before()), StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(next);
      }
    } catch (IOException e) {
      terminal.message("warning: cannot write --metrics-file " + file + ": " + e.getMessage());
    }
  }

  private Optional<String> before() throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
