package io.github.shardmill.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file that makes a directory a {@link ScratchDirectory}, and the lock on it of a process that
 * uses the directory. Any number of processes may hold it, or one may have seized it.
 *
 * <p>A process opens a mark once at most: to close any one of its channels to a file gives back all
 * locks that it has on it.
 */
final class ScratchMark implements Closeable {
  private static final String NAME = "of-shardmill";
  private static final String UNLOCKED_NAME = "of-shardmill.new";

  private final Path file;
  private final FileChannel channel;

  private ScratchMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Returns where the mark of a directory is. */
  static Path in(Path directory) {
    return directory.resolve(NAME);
  }

  /** Marks a new directory and holds it. Nobody sees a mark that is not held yet. */
  static ScratchMark make(Path directory) throws IOException {
    Path unlocked = directory.resolve(UNLOCKED_NAME);
    FileChannel channel =
        FileChannel.open(
            unlocked,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    ScratchMark mark = new ScratchMark(in(directory), channel);
    try {
      mark.hold();
      Files.move(unlocked, mark.file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return mark;
  }

  /** Holds a directory that another process has marked. */
  static ScratchMark hold(Path directory) throws IOException {
    Path file = in(directory);
    ScratchMark mark = new ScratchMark(file, FileChannel.open(file, StandardOpenOption.READ));
    mark.hold();
    return mark;
  }

  private void hold() {
    try {
      channel.tryLock(0, Long.MAX_VALUE, true);
    } catch (IOException noLocks) {
      // Where nobody can lock it nobody can seize it either.
    }
  }

  /** Seizes a directory of other processes; empty if one of them holds it. */
  static Optional<ScratchMark> seize(Path directory) throws IOException {
    Path file = in(directory);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    boolean seized = false;
    try {
      seized = channel.tryLock() != null;
    } catch (OverlappingFileLockException twice) {
      // This program was loaded twice into this process, and the other one is at it.
    } finally {
      if (!seized) {
        channel.close();
      }
    }
    return seized ? Optional.of(new ScratchMark(file, channel)) : Optional.empty();
  }

  /** Returns the marking file. */
  Path file() {
    return file;
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
