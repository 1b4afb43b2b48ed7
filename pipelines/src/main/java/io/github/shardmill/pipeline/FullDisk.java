package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out whether a run failed for want of disk space, and where. Stateless. */
final class FullDisk {
  /** With less than this nothing of use can be written. */
  private static final long NOTHING_BYTES = 64 * 1024;

  private FullDisk() {}

  /**
   * Says what is full and what to do about it; empty if space was not what was missing. To be asked
   * before the work files of the run are deleted, which makes room.
   *
   * <p>The operating system's message is in the language of the user, so the disks are asked too.
   */
  static Optional<String> describe(Throwable failure, RunWorkspace workspace) {
    Throwable root = Failures.root(failure);
    if (!(root instanceof IOException)) {
      return Optional.empty();
    }
    Map<Long, String> remedies = new TreeMap<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    remedy(temporary, "-Djava.io.tmpdir in SHARDMILL_OPTS", remedies);
    remedy(workspace.layout().index(), "--index", remedies);
    remedy(workspace.directory(), "--work-dir", remedies);
    return remedies.entrySet().stream()
        .filter(
            least -> isNoSpace(String.valueOf(root.getMessage())) || least.getKey() < NOTHING_BYTES)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static boolean isNoSpace(String message) {
    return message.toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static void remedy(Path place, String option, Map<Long, String> byFreeBytes) {
    if (Locations.isRemote(place)) {
      return;
    }
    try {
      long free = Files.getFileStore(place).getUsableSpace();
      byFreeBytes.put(
          free,
          "no space left on the disk of "
              + place
              + "; nothing was published: make room, or choose another place with "
              + option);
    } catch (IOException gone) {
      // A place that is not there is not what is full.
    }
  }
}
