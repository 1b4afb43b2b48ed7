package io.github.shardmill.pipeline;

import io.github.shardmill.file.hashlist.HashListCompiler;
import io.github.shardmill.remote.Locations;
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
  private static final String NAME = "hashes";

  private final PreparedFile file;
  private final String fingerprint;

  private PreparedHashes(PreparedFile file, String fingerprint) {
    this.file = file;
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
      return new PreparedHashes(PreparedFile.none(), ExcludedHashes.NONE.fingerprint());
    }
    Path text = Locations.path(URI.create(location.get()));
    if (!Files.isRegularFile(text)) {
      throw new IllegalArgumentException(
          "--exclude-hashes: there is no file "
              + text
              + " (an update reads the list again that the run before was given;"
              + " --no-exclude-hashes goes on without one)");
    }
    String[] fingerprint = new String[1];
    PreparedFile file =
        PreparedFile.of(
            NAME,
            sorted ->
                fingerprint[0] =
                    HashListCompiler.compile(text, sorted, sorted.getParent()).fingerprint());
    return new PreparedHashes(file, fingerprint[0]);
  }

  /** Returns what tells lists apart; empty for none. */
  String fingerprint() {
    return fingerprint;
  }

  /** Returns the list for steps in this process, as long as this is open. */
  ExcludedHashes here() {
    return new ExcludedHashes(file.here(), fingerprint);
  }

  /** Returns the list for steps anywhere, and closes this. */
  ExcludedHashes sharedIn(Path directory) throws IOException {
    return new ExcludedHashes(file.sharedIn(directory), fingerprint);
  }

  @Override
  public void close() {
    file.close();
  }
}
