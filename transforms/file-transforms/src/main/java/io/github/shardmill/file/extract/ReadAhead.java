package io.github.shardmill.file.extract;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.remote.Locations;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads files of a batch that are on another machine before they are needed, some at the same time:
 * most of the time that a small file takes is the machine's, which answers many at once. Files that
 * are here are not read ahead.
 *
 * <p>Memory: up to {@value #FILES} files of a batch, which is at most what a batch may hold. Used
 * by one thread; closing it gives up what nobody took.
 */
final class ReadAhead implements Closeable {
  /** How many files are read at the same time, or wait for their extraction. */
  static final int FILES = 8;

  private static final long IDLE_SECONDS = 30;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Threads come as they are needed, FILES for each batch at most, and go when they are not. */
  private static final ExecutorService READERS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          reading -> {
            Thread thread = new Thread(reading, "read-ahead-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private final FileBatch batch;
  private final FileLocator locator;
  private final FileStamp.Clerk clerk;
  private final Map<Integer, Future<Optional<Content>>> readings = new HashMap<>();
  private int next;

  /**
   * A file as it was read.
   *
   * @param bytes all of them
   * @param stamp of the file behind its last byte; empty if it was gone then
   */
  record Content(byte[] bytes, Optional<FileStamp> stamp) {}

  /**
   * Prepares to read a batch.
   *
   * @param first index of the first file that is needed
   */
  ReadAhead(FileBatch batch, FileLocator locator, FileStamp.Clerk clerk, int first) {
    this.batch = batch;
    this.locator = locator;
    this.clerk = clerk;
    this.next = first;
  }

  /**
   * Returns what was read of a file, waiting for it. To be called with one index after another.
   *
   * @return empty if it was not read ahead: it is here, or large, or alone
   * @throws IOException if it could not be read
   */
  Optional<Content> take(int index) throws IOException {
    while (next < batch.files().size() && next < index + FILES) {
      begin(next++);
    }
    Future<Optional<Content>> reading = readings.remove(index);
    if (reading == null) {
      return Optional.empty();
    }
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was read");
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static IOException failure(ExecutionException e) throws IOException {
    if (e.getCause() instanceof IOException unreadable) {
      throw unreadable;
    }
    if (e.getCause() instanceof OutOfMemoryError tooLarge) {
      throw tooLarge;
    }
    throw new IllegalStateException("reading ahead failed", e);
  }

  private void begin(int index) {
    FileEntry entry = batch.files().get(index);
    Path path = locator.locate(batch.source(), entry.path());
    if (batch.files().size() > 1
        && entry.size() <= FileExtractor.IN_MEMORY_BYTES
        && Locations.isRemote(path)) {
      readings.put(index, READERS.submit(() -> read(path, entry.size())));
    }
  }

  private Optional<Content> read(Path path, long size) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = WholeFile.read(in, size, FileExtractor.IN_MEMORY_BYTES, (b, from, length) -> {});
    }
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Content(bytes, Optional.of(clerk.stamp(path))));
    } catch (NoSuchFileException goneNow) {
      return Optional.of(new Content(bytes, Optional.empty()));
    }
  }

  @Override
  public void close() {
    readings.values().forEach(reading -> reading.cancel(true));
    readings.clear();
  }
}
