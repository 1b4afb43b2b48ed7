package io.github.shardmill.pipeline;

import io.github.shardmill.file.hashlist.HashListCompiler;
import io.github.shardmill.file.hashlist.HashListCompiler.Compiled;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The list of known files that whoever starts a run has read and sorted, on a disk of this machine.
 * Gone when it is closed.
 */
final class PreparedHashes implements Closeable {
  private static final String NAME = "excluded.hashes";

  private final Optional<ScratchDirectory> scratch;
  private final String fingerprint;

  private PreparedHashes(Optional<ScratchDirectory> scratch, String fingerprint) {
    this.scratch = scratch;
    this.fingerprint = fingerprint;
  }

  /**
   * Prepares the list of a run, if it has one.
   *
   * @param location URI of the list as a person wrote it
   * @throws IllegalArgumentException if it is not there, or a line is not as it should be
   */
  static PreparedHashes of(Optional<String> location) throws IOException {
    if (location.isEmpty()) {
      return new PreparedHashes(Optional.empty(), ExcludedHashes.NONE.fingerprint());
    }
    Path text = Locations.path(URI.create(location.get()));
    if (!Files.isRegularFile(text)) {
      throw new IllegalArgumentException(
          "--exclude-hashes: there is no file "
              + text
              + " (an update reads the list again that the run before was given;"
              + " --no-exclude-hashes goes on without one)");
    }
    ScratchDirectory directory = ScratchDirectory.create("hashes");
    try {
      Compiled compiled = HashListCompiler.compile(text, file(directory), directory.path());
      return new PreparedHashes(Optional.of(directory), compiled.fingerprint());
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Returns what tells lists apart; empty for none. */
  String fingerprint() {
    return fingerprint;
  }

  /** Returns the list for steps in this process, as long as this is open. */
  ExcludedHashes here() {
    return scratch
        .map(directory -> new ExcludedHashes(file(directory).toString(), fingerprint))
        .orElse(ExcludedHashes.NONE);
  }

  /** Returns the list for steps anywhere, and closes this. */
  ExcludedHashes sharedIn(Path directory) throws IOException {
    if (scratch.isEmpty()) {
      return ExcludedHashes.NONE;
    }
    SharedFile shared = SharedFile.of(file(scratch.get()), directory);
    close();
    return new ExcludedHashes(shared.location(), fingerprint);
  }

  private static Path file(ScratchDirectory directory) {
    return directory.path().resolve(NAME);
  }

  @Override
  public void close() {
    scratch.ifPresent(ScratchDirectory::close);
  }
}
