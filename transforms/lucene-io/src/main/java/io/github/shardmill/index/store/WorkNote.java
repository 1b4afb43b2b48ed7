package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The note beside the index that says where the work files of a run are when they are elsewhere, so
 * that a later run can remove them after a crash.
 */
final class WorkNote {
  private static final String NAME = "elsewhere";

  private WorkNote() {}

  static void leave(IndexLayout layout, RunWorkspace workspace) throws IOException {
    Path noted = layout.work(workspace.runId());
    if (!workspace.directory().equals(noted)) {
      PrivateFiles.replace(noted.resolve(NAME), workspace.work().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Returns where the work files of a run are, if not beside the index. What is there will be
   * deleted, so a note that names anything but a directory of that run counts as none.
   */
  static Optional<Path> read(Path noted) throws IOException {
    Path note = noted.resolve(NAME);
    if (!Presence.exists(note)) {
      return Optional.empty();
    }
    Path work = Locations.path(Files.readString(note, StandardCharsets.UTF_8));
    return Optional.of(work)
        .filter(Path::isAbsolute)
        .filter(path -> path.endsWith(RunWorkspace.directoryName(noted.getFileName().toString())));
  }
}
