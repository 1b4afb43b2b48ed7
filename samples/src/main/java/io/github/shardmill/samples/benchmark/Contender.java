package io.github.shardmill.samples.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that indexes a folder.
 *
 * @param name as the report shows it
 * @param command program and arguments, where {@code {input}} and {@code {index}} stand for the two
 *     directories
 */
record Contender(String name, List<String> command) {
  Contender {
    command = List.copyOf(command);
  }

  /** Returns the command for these directories. */
  List<String> command(Path input, Path index) {
    return command.stream()
        .map(part -> part.replace("{input}", input.toString()))
        .map(part -> part.replace("{index}", index.toString()))
        .toList();
  }
}
