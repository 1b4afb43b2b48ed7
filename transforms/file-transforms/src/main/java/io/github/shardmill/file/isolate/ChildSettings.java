package io.github.shardmill.file.isolate;

import java.nio.file.Path;
import java.util.List;

/**
 * How a child is started.
 *
 * @param program its main class, which runs a {@link ChildServer}
 * @param libraries classes that must be found in the child besides the program, each of which may
 *     be in a jar of its own
 * @param arguments for the program
 * @param heapBytes the most heap that it may use
 * @param lasting whether it will do so much that it should be compiled well, which costs some
 *     seconds of a processor; otherwise it is compiled quickly
 * @param directory an existing directory, in which it gets one for its temporary files
 */
public record ChildSettings(
    Class<?> program,
    List<Class<?>> libraries,
    List<String> arguments,
    long heapBytes,
    boolean lasting,
    Path directory) {
  /** Copies the lists. */
  public ChildSettings {
    libraries = List.copyOf(libraries);
    arguments = List.copyOf(arguments);
  }

  /** Returns these settings for a child that will do much. */
  public ChildSettings forLong() {
    return new ChildSettings(program, libraries, arguments, heapBytes, true, directory);
  }
}
