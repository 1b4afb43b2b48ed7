package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.Sources;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The sources of a run, and the copy of standard input that a list may be. Closing it deletes the
 * copy.
 */
final class InputSources implements Closeable {
  private final List<SourceSpec> specs;
  private final Optional<Path> copy;

  private InputSources(List<SourceSpec> specs, Optional<Path> copy) {
    this.specs = specs;
    this.copy = copy;
  }

  /**
   * Finds the sources.
   *
   * @throws io.github.shardmill.file.discover.InvalidSourceException if there is something wrong
   *     with one of them
   */
  static InputSources of(BuildSettings.Inputs inputs) throws IOException {
    if (inputs.fileList().isEmpty()) {
      List<String> texts =
          inputs.inputs().stream()
              .map(input -> input.name().map(name -> name + "=").orElse("") + input.location())
              .toList();
      return new InputSources(Sources.parse(texts), Optional.empty());
    }
    BuildSettings.FileList list = inputs.fileList().get();
    String base = list.base().toString();
    if (!list.isStdin()) {
      return new InputSources(List.of(Sources.list(Path.of(list.list()), base)), Optional.empty());
    }
    Path copy = copyOfStandardInput();
    return new InputSources(List.of(Sources.list(copy, base)), Optional.of(copy));
  }

  /** Keeps what comes in, since a list is read more than once. */
  private static Path copyOfStandardInput() throws IOException {
    Path copy = Files.createTempFile("shardmill-files-", ".list");
    Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  List<SourceSpec> specs() {
    return specs;
  }

  @Override
  public void close() throws IOException {
    if (copy.isPresent()) {
      Files.deleteIfExists(copy.get());
    }
  }
}
