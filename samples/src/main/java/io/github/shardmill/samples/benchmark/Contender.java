package io.github.shardmill.samples.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that indexes a folder.
 *
 * @param name as the report shows it
 * @param command program and arguments, where {@code {input}} and {@code {index}} stand for the two
 *     directories, and {@code {master}} for the address of the cluster
 * @param taskManagers how many the cluster has that is started for it; 0 where it needs none
 */
record Contender(String name, List<String> command, int taskManagers) {
  Contender {
    command = List.copyOf(command);
  }

  /** Returns the command for these directories and this cluster. */
  List<String> command(Path input, Path index, String master) {
    return command.stream()
        .map(part -> part.replace("{input}", input.toString()))
        .map(part -> part.replace("{index}", index.toString()))
        .map(part -> part.replace("{master}", master))
        .toList();
  }
}
