package io.github.shardmill.index.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock on a file. The operating system gives it back when the process ends, however it ends.
 *
 * <p>Who is refused in the process that holds the lock never opens the lock's file: when a process
 * closes a file, POSIX drops every lock that the process has on it, whoever took it.
 */
final class FileRunLock implements RunLock {
  /** Descriptions of the locks that this process holds, by the real path of their files. */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private static final Pattern HOLDER = Pattern.compile("run (\\S+), process (\\d+), .*");

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FileRunLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock.
   *
   * @throws IndexLockedException if another run holds it; the message says which
   */
  static FileRunLock acquire(IndexLayout layout, String runId) throws IOException {
    Files.createDirectories(layout.index());
    PrivateFiles.createDirectory(layout.own());
    Path file = layout.own().toRealPath().resolve(layout.lock().getFileName());
    String description = description(runId);
    String holderHere = HELD_HERE.putIfAbsent(file, description);
    if (holderHere != null) {
      throw new IndexLockedException(layout.index(), holderHere);
    }
    FileRunLock held = null;
    try {
      held = open(layout, file, description);
      return held;
    } finally {
      if (held == null) {
        HELD_HERE.remove(file);
      }
    }
  }

  private static FileRunLock open(IndexLayout layout, Path file, String description)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileRunLock held = null;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new IndexLockedException(layout.index(), holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(description.getBytes(StandardCharsets.UTF_8)), 0);
      held = new FileRunLock(file, channel, lock);
      return held;
    } finally {
      if (held == null) {
        channel.close();
      }
    }
  }

  private static String description(String runId) {
    return "run "
        + runId
        + ", process "
        + ProcessHandle.current().pid()
        + ", since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Returns the id of the run that holds the lock, or of one that held it last if its process lives
   * on. Does not touch the lock: who did would get in the way of others.
   */
  static Optional<String> holder(IndexLayout layout) throws IOException {
    Path file = layout.lock();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String here = HELD_HERE.get(file.toRealPath());
    // Not opened in the process that holds it, which would lose it with the closing.
    Matcher written = HOLDER.matcher(here != null ? here : Files.readString(file));
    return written.matches() && (here != null || isElsewhere(Long.parseLong(written.group(2))))
        ? Optional.of(written.group(1))
        : Optional.empty();
  }

  private static boolean isElsewhere(long process) {
    return process != ProcessHandle.current().pid()
        && ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(512);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void handOver() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        lock.release();
      }
      // Last: who takes the lock from here on must not lose it to the closing of this channel.
      HELD_HERE.remove(file);
    }
  }
}
