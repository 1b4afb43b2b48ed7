package io.github.shardmill.index.store;

import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The work files of runs that wait for somebody to publish them: staged attempts with a note beside
 * them. Stateless.
 */
public final class StagedWork {
  private static final String NOTE = "staged.json";

  private StagedWork() {}

  /** Returns the runs of an index that wait, in the order of their ids. */
  public static List<RunWorkspace> list(IndexLayout layout) throws IOException {
    List<RunWorkspace> staged = new ArrayList<>();
    if (Presence.isDirectory(layout.work())) {
      try (DirectoryStream<Path> works = Files.newDirectoryStream(layout.work())) {
        for (Path work : works) {
          RunWorkspace workspace = RunWorkspace.noted(layout, work);
          if (isStaged(workspace)) {
            staged.add(workspace);
          }
        }
      }
    }
    staged.sort((a, b) -> a.runId().compareTo(b.runId()));
    return staged;
  }

  /** Returns the note of a run that waits. */
  public static byte[] note(RunWorkspace workspace) throws IOException {
    return Files.readAllBytes(path(workspace));
  }

  static boolean isStaged(RunWorkspace workspace) throws IOException {
    return Presence.exists(path(workspace));
  }

  /** Keeps the attempts of a run and what the commit may still read, and nothing else. */
  static void keep(RunWorkspace workspace, byte[] note) throws IOException {
    PrivateFiles.replace(path(workspace), note);
    removeOthers(workspace);
  }

  /** Deletes what publishing does not need. */
  static void removeOthers(RunWorkspace workspace) {
    PrivateFiles.deleteTree(workspace.spool());
    PrivateFiles.deleteTree(workspace.resumed());
  }

  private static Path path(RunWorkspace workspace) {
    return workspace.directory().resolve(NOTE);
  }
}
