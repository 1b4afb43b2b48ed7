package io.github.shardmill.file.isolate;

import io.github.shardmill.remote.ScratchDirectory;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A child process, which answers one request after another.
 *
 * <p>Started by the first request; after a {@link ChildFailure} it is no more, and its directory is
 * gone. Belongs to one thread, except for {@link #kill}.
 */
public final class Child implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 16;

  /** Long enough for a machine that has far too much to do. */
  private static final ChildLimits START = new ChildLimits(600_000, 120_000);

  private static final long END_MILLIS = 5_000;
  private static final int SIGNAL = 128;
  private static final int OUT_OF_MEMORY = 3;
  private static final AtomicLong NUMBER = new AtomicLong();

  private final ChildSettings settings;
  private final ScratchDirectory temporary;
  private final Process process;
  private final LastLines stderr;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private long count;

  private Child(ChildSettings settings, ScratchDirectory temporary, Process process, long number) {
    this.settings = settings;
    this.temporary = temporary;
    this.process = process;
    this.stderr = new LastLines(process.getErrorStream(), "child-" + number + "-stderr");
    this.requests =
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), CHUNK_BYTES));
    this.answers =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), CHUNK_BYTES));
  }

  /**
   * Starts a child and waits until it is ready.
   *
   * @throws UncheckedIOException if it cannot be started, which is no request's fault
   */
  public static Child start(ChildSettings settings) {
    long number = NUMBER.incrementAndGet();
    ScratchDirectory temporary = null;
    Child child;
    try {
      temporary = ScratchDirectory.create(settings.directory(), "child");
      Process process = ChildCommand.of(settings, temporary.path()).start();
      child = new Child(settings, temporary, process, number);
    } catch (IOException e) {
      if (temporary != null) {
        temporary.close();
      }
      throw notStarted(e);
    }
    child.awaitReady();
    return child;
  }

  private void awaitReady() {
    try (ChildWatch watch = ChildWatch.start(process.toHandle(), START)) {
      try {
        if (Frame.read(answers).kind() != Frame.READY) {
          throw new IOException("it did not say that it is ready");
        }
      } catch (IOException e) {
        throw notStarted(new IOException(failure(watch, e).getMessage(), e));
      }
    }
  }

  private static UncheckedIOException notStarted(IOException e) {
    IOException failure =
        new IOException(
            "a child process for parsing could not be started ("
                + e.getMessage()
                + "); --isolation=none parses without one");
    // Not its cause: the innermost cause is what people are told, and would not tell what to do.
    failure.addSuppressed(e);
    return new UncheckedIOException(failure);
  }

  /** Takes what is known before the result. */
  @FunctionalInterface
  public interface Notes {
    /**
     * Takes a note.
     *
     * @throws IOException if it is not one that the child should send; it is killed then
     */
    void take(byte[] note) throws IOException;
  }

  /** Returns how many requests it has been given. */
  public long count() {
    return count;
  }

  /** Returns how it was started. */
  public ChildSettings settings() {
    return settings;
  }

  /**
   * Sends a request and waits for its result. The body is read to its end, if the child lives.
   *
   * @param limits the limit of time is that from one note to the next
   * @param notes takes what is known before the result, also where there is none
   * @throws ChildFailure if there is no result; the child is no more
   * @throws IOException if the body cannot be read; the child is no more
   * @throws UncheckedIOException if the child failed for a reason that lies outside of the request
   */
  public byte[] call(byte[] header, InputStream body, ChildLimits limits, Notes notes)
      throws ChildFailure, IOException {
    count++;
    stderr.clear();
    try (ChildWatch watch = ChildWatch.start(process.toHandle(), limits)) {
      RequestSender sender = new RequestSender(requests, body, chunk, watch, this::kill);
      boolean isAnswered = false;
      try {
        sender.begin(header);
        byte[] result = answer(notes, watch);
        isAnswered = true;
        sender.await();
        return result;
      } catch (IOException gone) {
        ChildFailure failure = failure(watch, gone);
        sender.await();
        throw failure;
      } finally {
        if (!isAnswered) {
          close();
          sender.await();
        }
      }
    }
  }

  private byte[] answer(Notes notes, ChildWatch watch) throws IOException {
    while (true) {
      Frame frame = Frame.read(answers);
      switch (frame.kind()) {
        case Frame.NOTE -> {
          watch.finishedPart();
          notes.take(frame.bytes());
        }
        case Frame.RESULT -> {
          return frame.bytes();
        }
        case Frame.FAILURE -> {
          close();
          throw new UncheckedIOException(
              new IOException(new String(frame.bytes(), StandardCharsets.UTF_8)));
        }
        default -> throw new IOException("with a frame of kind " + frame.kind());
      }
    }
  }

  private ChildFailure failure(ChildWatch watch, IOException e) {
    try {
      // Nothing more from a child means that it is gone, or about to be.
      boolean ended =
          e instanceof EOFException && process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
      String verdict = watch.verdict();
      if (!verdict.isEmpty()) {
        return new ChildFailure(true, verdict);
      }
      String why = ended ? ending(process.exitValue()) : "its process answered " + e.getMessage();
      close();
      String last = stderr.atEnd(END_MILLIS);
      return new ChildFailure(false, last.isEmpty() ? why : why + ": " + last);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return new ChildFailure(true, "given up");
    } finally {
      close();
    }
  }

  private String ending(int code) {
    if (code == OUT_OF_MEMORY) {
      return "its process ended for want of memory, with a heap of "
          + (settings.heapBytes() >> 20)
          + " MiB";
    }
    return code > SIGNAL
        ? "its process was killed by signal " + (code - SIGNAL)
        : "its process ended with exit code " + code;
  }

  /** Kills the child; whoever waits for a result learns so. Any thread may call this. */
  public void kill() {
    ChildWatch.kill(process.toHandle());
  }

  /** Kills the child, waits for its end and deletes its temporary files. */
  @Override
  public void close() {
    kill();
    boolean interrupted = false;
    try {
      process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException cancelled) {
      interrupted = true;
    }
    temporary.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
