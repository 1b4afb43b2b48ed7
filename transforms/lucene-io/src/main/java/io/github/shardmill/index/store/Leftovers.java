package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.Presence;
import io.github.shardmill.remote.RemoteTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes what crashed runs left behind. The caller holds the {@link RunLock}. */
public final class Leftovers {
  private static final Duration UPLOADS_STAY = Duration.ofHours(1);

  private final IndexLayout layout;
  private final Set<String> resumedRuns;

  /** Looks at one index. */
  public Leftovers(IndexLayout layout) {
    this(layout, Set.of());
  }

  /**
   * Looks at one index.
   *
   * @param resumedRuns ids of interrupted runs whose work files stay, since a run goes on from them
   */
  public Leftovers(IndexLayout layout, Set<String> resumedRuns) {
    this.layout = layout;
    this.resumedRuns = Set.copyOf(resumedRuns);
  }

  /**
   * Deletes the work files of all runs, wherever they are, the records of runs that nobody needs,
   * and files whose writing was cut off. Runs that wait for somebody to publish them stay.
   *
   * @param keptRuns ids of runs whose records stay
   * @param committedRuns those of them that committed: their work is done
   */
  public void remove(Set<String> keptRuns, Set<String> committedRuns) throws IOException {
    if (Locations.isRemote(layout.index())) {
      removeUploads();
    }
    for (Path directory : List.of(layout.own(), layout.pins())) {
      if (Presence.isDirectory(directory)) {
        PrivateFiles.deleteUnfinished(directory);
      }
    }
    if (Presence.isDirectory(layout.work())) {
      try (DirectoryStream<Path> works = Files.newDirectoryStream(layout.work())) {
        for (Path work : works) {
          if (waits(work, committedRuns)) {
            StagedWork.removeOthers(RunWorkspace.noted(layout, work));
            continue;
          }
          if (resumedRuns.contains(work.getFileName().toString())) {
            continue;
          }
          Optional<Path> elsewhere = WorkNote.read(work);
          elsewhere.ifPresent(PrivateFiles::deleteTree);
          PrivateFiles.deleteTree(work);
        }
      }
    }
    if (Presence.isDirectory(layout.runs())) {
      try (DirectoryStream<Path> runs = Files.newDirectoryStream(layout.runs())) {
        for (Path run : runs) {
          if (keptRuns.contains(run.getFileName().toString())
              || waits(layout.work(run.getFileName().toString()), committedRuns)) {
            PrivateFiles.deleteUnfinished(run);
          } else {
            PrivateFiles.deleteTree(run);
          }
        }
      }
    }
  }

  /** What is younger may be of a run that has lost its lease and does not know it yet. */
  private void removeUploads() throws IOException {
    long before = System.currentTimeMillis() - UPLOADS_STAY.toMillis();
    new RemoteTree(layout.index()).sweepUnfinished(Instant.ofEpochMilli(before));
    ReaderPin.removeExpired(layout);
    try (RemoteDirectory directory = RemoteDirectory.reading(layout.index())) {
      directory.sweep(before);
    }
  }

  /** A run whose publication was cut off behind its commit does not wait any more. */
  private boolean waits(Path work, Set<String> committedRuns) throws IOException {
    return !committedRuns.contains(work.getFileName().toString())
        && StagedWork.isStaged(RunWorkspace.noted(layout, work));
  }
}
