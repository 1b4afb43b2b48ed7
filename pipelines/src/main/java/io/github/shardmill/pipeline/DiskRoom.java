package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.Census;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds out before a build begins whether there is room for it. Stateless. */
final class DiskRoom {
  private static final Duration CENSUS_BEFORE_START = Duration.ofMillis(500);

  private DiskRoom() {}

  /**
   * Checks the disk that a build writes to against what can be counted of its files in a moment.
   *
   * @throws BuildRefusedException if it is too small; the message says what to do
   */
  static void require(BuildSettings settings, List<SourceSpec> sources, IndexLayout layout)
      throws IOException {
    Path place = settings.target().workDirectory().orElse(layout.index()).toAbsolutePath();
    if (Locations.isRemote(place)) {
      return; // nobody says how much there is
    }
    while (!Files.exists(place)) {
      place = place.getParent();
    }
    Census census =
        Census.take(sources, BuildPipeline.filter(settings), Optional.of(CENSUS_BEFORE_START));
    long needed = DiskEstimate.bytes(census);
    long free = Files.getFileStore(place).getUsableSpace();
    if (needed > free) {
      throw new BuildRefusedException(
          Reason.ENVIRONMENT,
          "the run needs about "
              + (needed >> 20)
              + " MiB of disk at "
              + place
              + " and "
              + (free >> 20)
              + " MiB are free: make room, or choose another place with --index or --work-dir");
    }
  }
}
