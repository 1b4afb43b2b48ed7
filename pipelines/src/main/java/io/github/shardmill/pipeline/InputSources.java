package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourcePaths;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.Sources;
import io.github.shardmill.file.discover.UnreachableSourceException;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import io.github.shardmill.remote.Transfer;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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
  private final Optional<ScratchDirectory> copy;

  private InputSources(
      List<SourceSpec> specs, SourceLabels labels, Optional<ScratchDirectory> copy) {
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
      requireDirectory(spec.source().name(), SourcePaths.root(spec.source()));
      if (spec.kind() == SourceSpec.Kind.LIST) {
        requireList(spec.source().name(), Locations.path(URI.create(spec.detail())));
      }
    }
    return new InputSources(before.sources(), before.labels(), Optional.empty());
  }

  private static void requireDirectory(String source, Path root) {
    try {
      if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
        throw gone(source, " is no directory any more: " + root + "; bring it back");
      }
    } catch (NoSuchFileException e) {
      throw gone(source, " is not there: " + root + "; mount it");
    } catch (IOException e) {
      throw gone(source, " cannot be reached: " + root + " (" + Failures.line(e) + "); mend that");
    }
  }

  private static BuildRefusedException gone(String source, String what) {
    return new BuildRefusedException(
        BuildRefusedException.Reason.ENVIRONMENT,
        "source '"
            + source
            + "'"
            + what
            + ", or name all inputs anew to leave it out. Nothing was changed");
  }

  private static void requireList(String source, Path list) {
    if (!Files.exists(list)) {
      throw new BuildRefusedException(
          BuildRefusedException.Reason.USAGE,
          "the list of the files of source '"
              + source
              + "' is gone, as one from standard input always is: give --files-from and --base"
              + " again");
    }
  }

  /**
   * Finds the sources.
   *
   * @throws io.github.shardmill.file.discover.InvalidSourceException if there is something wrong
   *     with one of them
   * @throws BuildRefusedException if one of them cannot be reached
   */
  static InputSources of(BuildSettings.Inputs inputs) throws IOException {
    try {
      return find(inputs);
    } catch (UnreachableSourceException e) {
      throw new BuildRefusedException(
          BuildRefusedException.Reason.ENVIRONMENT, e.getMessage() + "; nothing was changed", e);
    }
  }

  private static InputSources find(BuildSettings.Inputs inputs) throws IOException {
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
      return ofList(Locations.path(list.list()), base, Optional.empty());
    }
    ScratchDirectory copy = copyOfStandardInput();
    return ofList(copied(copy), base, Optional.of(copy));
  }

  private static InputSources ofList(Path list, String base, Optional<ScratchDirectory> copy) {
    return new InputSources(List.of(Sources.list(list, base)), new SourceLabels(Map.of()), copy);
  }

  /** Keeps what comes in, since a list is read more than once. */
  private static ScratchDirectory copyOfStandardInput() throws IOException {
    ScratchDirectory copy = ScratchDirectory.create("files");
    try {
      Files.copy(System.in, copied(copy));
    } catch (IOException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  private static Path copied(ScratchDirectory copy) {
    return copy.path().resolve("list");
  }

  List<SourceSpec> specs() {
    return specs;
  }

  /**
   * Returns the sources as steps on other machines find them: lists that are files of this machine
   * are copied.
   *
   * @param directory that all of them see; it is made
   */
  List<SourceSpec> sharedIn(Path directory) throws IOException {
    List<SourceSpec> shared = new ArrayList<>();
    for (SourceSpec spec : specs) {
      boolean isList = spec.kind() == SourceSpec.Kind.LIST;
      shared.add(isList ? sharedList(spec, directory) : spec);
    }
    return shared;
  }

  private static SourceSpec sharedList(SourceSpec spec, Path directory) throws IOException {
    Path list = Locations.path(URI.create(spec.detail()));
    if (Locations.isRemote(list)) {
      return spec;
    }
    Path target = Files.createDirectories(directory).resolve(spec.source().name() + ".list");
    if (Locations.isRemote(target)) {
      Transfer.upload(list, target, false);
    } else {
      Files.copy(list, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return new SourceSpec(spec.source(), spec.kind(), target.toUri().toString());
  }

  /** Returns whether no later run can list the same again, because the list came from a stream. */
  boolean areOneTime() {
    return copy.isPresent();
  }

  SourceLabels labels() {
    return labels;
  }

  @Override
  public void close() {
    copy.ifPresent(ScratchDirectory::close);
  }
}
