package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.LocalPaths;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.Sources;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of a run, and the copy of standard input that a list may be. Closing it deletes the
 * copy.
 */
final class InputSources implements Closeable {
  private final List<SourceSpec> specs;
  private final SourceLabels labels;
  private final Optional<Path> copy;

  private InputSources(List<SourceSpec> specs, SourceLabels labels, Optional<Path> copy) {
    this.specs = specs;
    this.labels = labels;
    this.copy = copy;
  }

  /**
   * Finds the sources of the run before.
   *
   * @throws BuildRefusedException if one of them is not there: nothing may be taken for removed
   *     because a disk is not mounted
   */
  static InputSources asBefore(CarriedSettings before) {
    for (SourceSpec spec : before.sources()) {
      Path root = LocalPaths.root(spec.source());
      requireThere(spec.source().name(), root);
      requireDirectory(spec.source().name(), root);
      if (spec.kind() == SourceSpec.Kind.LIST) {
        requireThere(spec.source().name(), Path.of(URI.create(spec.detail())));
      }
    }
    return new InputSources(before.sources(), before.labels(), Optional.empty());
  }

  private static void requireThere(String source, Path path) {
    if (!Files.exists(path)) {
      throw new BuildRefusedException(
          BuildRefusedException.Reason.ENVIRONMENT,
          "source '"
              + source
              + "' is not there: "
              + path
              + "; mount it, or name all inputs anew to leave it out. Nothing was changed");
    }
  }

  private static void requireDirectory(String source, Path root) {
    if (!Files.isDirectory(root)) {
      throw new BuildRefusedException(
          BuildRefusedException.Reason.ENVIRONMENT,
          "source '"
              + source
              + "' is no directory any more: "
              + root
              + "; bring it back, or name all inputs anew to leave it out. Nothing was changed");
    }
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
      List<SourceSpec> specs = Sources.parse(texts);
      return new InputSources(specs, SourceLabels.of(inputs, specs), Optional.empty());
    }
    BuildSettings.FileList list = inputs.fileList().get();
    String base = list.base().toString();
    if (!list.isStdin()) {
      return ofList(Path.of(list.list()), base, Optional.empty());
    }
    Path copy = copyOfStandardInput();
    return ofList(copy, base, Optional.of(copy));
  }

  private static InputSources ofList(Path list, String base, Optional<Path> copy) {
    return new InputSources(List.of(Sources.list(list, base)), new SourceLabels(Map.of()), copy);
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

  /** Returns whether no later run can list the same again, because the list came from a stream. */
  boolean areOneTime() {
    return copy.isPresent();
  }

  SourceLabels labels() {
    return labels;
  }

  @Override
  public void close() throws IOException {
    if (copy.isPresent()) {
      Files.deleteIfExists(copy.get());
    }
  }
}
