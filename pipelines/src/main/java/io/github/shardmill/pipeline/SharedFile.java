package io.github.shardmill.pipeline;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import io.github.shardmill.remote.Transfer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A file that a run made for all its workers, which see it where it is. One on another machine is
 * copied to this one when the first step of the process opens it, and the copy is deleted when the
 * last one closes it. Immutable.
 *
 * @param location a path or URI
 */
record SharedFile(String location) {
  /** Stands for no file that is open. */
  static final Opened NONE = new OpenedInPlace(Path.of(""));

  /** The copies of this process. */
  private static final Map<String, Copy> COPIES = new HashMap<>();

  /**
   * Gives a local file to all workers.
   *
   * @param directory that they see; made if it is not there
   */
  static SharedFile of(Path local, Path directory) throws IOException {
    Path target = Files.createDirectories(directory).resolve(local.getFileName().toString());
    if (Locations.isRemote(target)) {
      Transfer.upload(local, target, false);
    } else {
      // with its mode: only the owner may read some of them
      Files.copy(
          local, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new SharedFile(target.toString());
  }

  /** The file on a disk of this machine; whoever opened it closes it. */
  interface Opened extends Closeable {
    /** Returns where it is. */
    Path path();
  }

  /** Opens it for one step. */
  Opened open() throws IOException {
    Path path = Locations.path(location);
    return Locations.isRemote(path) ? new OpenedCopy(take(path)) : new OpenedInPlace(path);
  }

  private Copy take(Path remote) throws IOException {
    synchronized (COPIES) {
      Copy copy = COPIES.get(location);
      if (copy == null) {
        copy = Copy.of(remote);
        COPIES.put(location, copy);
      }
      copy.readers++;
      return copy;
    }
  }

  private record OpenedInPlace(Path path) implements Opened {
    @Override
    public void close() {
      // It belongs to the run.
    }
  }

  /** One step's share of a copy. */
  private final class OpenedCopy implements Opened {
    private final Copy copy;
    private boolean closed;

    OpenedCopy(Copy copy) {
      this.copy = copy;
    }

    @Override
    public Path path() {
      return copy.path;
    }

    @Override
    public void close() {
      synchronized (COPIES) {
        if (closed) {
          return;
        }
        closed = true;
        copy.readers--;
        if (copy.readers == 0) {
          COPIES.remove(location);
          copy.scratch.close();
        }
      }
    }
  }

  /** A copy and how many steps have it open. */
  private static final class Copy {
    private final ScratchDirectory scratch;
    private final Path path;
    private int readers;

    private Copy(ScratchDirectory scratch, Path path) {
      this.scratch = scratch;
      this.path = path;
    }

    static Copy of(Path remote) throws IOException {
      ScratchDirectory scratch = ScratchDirectory.create("shared");
      try {
        Path path = scratch.path().resolve(remote.getFileName().toString());
        Transfer.download(remote, Files.size(remote), path);
        return new Copy(scratch, path);
      } catch (IOException | RuntimeException e) {
        scratch.close();
        throw e;
      }
    }
  }
}
