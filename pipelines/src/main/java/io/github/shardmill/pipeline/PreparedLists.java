package io.github.shardmill.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lists that a person gave to a run, as whoever starts it has prepared them for its steps. Gone
 * when it is closed.
 *
 * @param hashes of known files
 * @param passwords of documents
 */
record PreparedLists(PreparedHashes hashes, PreparedFile passwords) implements Closeable {
  private static final String DIRECTORY = "given";

  /**
   * Prepares them.
   *
   * @throws IllegalArgumentException if one is not there, or not as it should be
   */
  static PreparedLists of(BuildSettings settings) throws IOException {
    PreparedHashes hashes = PreparedHashes.of(settings.filters().excludedHashes());
    try {
      Optional<PasswordFile> passwords = settings.extraction().passwords();
      return new PreparedLists(
          hashes, passwords.isPresent() ? passwords.get().prepare() : PreparedFile.none());
    } catch (IOException | RuntimeException e) {
      hashes.close();
      throw e;
    }
  }

  /**
   * What the steps of a run need to know of the lists.
   *
   * @param excluded files that are left out
   * @param passwords path of the list of passwords; empty for none
   */
  record Given(ExcludedHashes excluded, String passwords) {
    /** No lists. */
    static final Given NOTHING = new Given(ExcludedHashes.NONE, "");
  }

  /**
   * Gives them to the steps.
   *
   * @param venue where the steps are
   * @param work the run's work directory
   */
  Given give(Venue venue, Path work) throws IOException {
    if (venue.isThisProcess()) {
      return new Given(hashes.here(), passwords.here());
    }
    Path shared = work.resolve(DIRECTORY);
    return new Given(hashes.sharedIn(shared), passwords.sharedIn(shared));
  }

  @Override
  public void close() {
    hashes.close();
    passwords.close();
  }
}
