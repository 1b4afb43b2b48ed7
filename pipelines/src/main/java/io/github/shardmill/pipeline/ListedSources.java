package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.CommitData;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of a commit were, and which of them were meant. Immutable.
 *
 * @param specs the sources, in the order given
 * @param filter says which of their files were left out
 * @param excludedHashes URI of the list of known files that were left out, too
 */
public record ListedSources(
    List<SourceSpec> specs, FileFilter filter, Optional<String> excludedHashes) {
  /** Copies the list. */
  public ListedSources {
    specs = List.copyOf(specs);
  }

  /**
   * Returns the sources of a commit; empty where no run over files made it.
   *
   * @throws IllegalArgumentException if what the commit carries cannot be read
   */
  public static Optional<ListedSources> of(CommitData commit) {
    return CarriedSettings.fromJson(commit.carried())
        .map(
            carried ->
                new ListedSources(
                    carried.sources(),
                    BuildPipeline.filter(carried.filters()),
                    carried.filters().excludedHashes()));
  }

  /**
   * Opens the list of known files; the caller closes it.
   *
   * @throws IllegalArgumentException if a line of it is not as it should be
   */
  public ListedHashes openHashes() throws IOException {
    return ListedHashes.open(excludedHashes);
  }
}
