package io.github.shardmill.index.store;

import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The work files of runs that ended in front of their commit: finished spool files, what such a run
 * had itself taken over from others, and a note of how it began. Stateless. The caller holds the
 * {@link RunLock}.
 */
public final class InterruptedWork {
  private static final String NOTE = "begun.json";

  private InterruptedWork() {}

  /** Writes down durably how a run began, without which nobody can go on from it. */
  public static void begin(RunWorkspace workspace, byte[] note) throws IOException {
    PrivateFiles.replace(path(workspace), note);
  }

  /** Returns the note of a run. */
  public static byte[] note(RunWorkspace workspace) throws IOException {
    return Files.readAllBytes(path(workspace));
  }

  /**
   * Returns the runs of an index that were interrupted and left something, the oldest first. Runs
   * that wait for somebody to publish them are none of these.
   *
   * @param committedRuns ids of runs that committed: their work is done
   */
  public static List<RunWorkspace> list(IndexLayout layout, Set<String> committedRuns)
      throws IOException {
    record Begun(RunWorkspace workspace, long atMillis) {}
    List<Begun> interrupted = new ArrayList<>();
    if (Presence.isDirectory(layout.work())) {
      try (DirectoryStream<Path> works = Files.newDirectoryStream(layout.work())) {
        for (Path work : works) {
          RunWorkspace run = RunWorkspace.noted(layout, work);
          if (Presence.exists(path(run))
              && !StagedWork.isStaged(run)
              && !committedRuns.contains(run.runId())) {
            interrupted.add(new Begun(run, Files.getLastModifiedTime(path(run)).toMillis()));
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return interrupted.stream()
        .sorted(
            Comparator.comparingLong(Begun::atMillis)
                .thenComparing(begun -> begun.workspace().runId()))
        .map(Begun::workspace)
        .toList();
  }

  private static Path path(RunWorkspace workspace) {
    return workspace.directory().resolve(NOTE);
  }
}
