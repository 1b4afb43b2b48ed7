package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import io.github.shardmill.file.isolate.Child;
import io.github.shardmill.file.isolate.ChildFailure;
import io.github.shardmill.file.isolate.ChildLimits;
import io.github.shardmill.file.isolate.ChildSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tika.Tika;
import org.slf4j.Logger;

/**
 * Parses documents in a child process, one after the other.
 *
 * <p>A document that crashes its parser is tried again: in a fresh child, where nothing of other
 * documents is left; then in one with {@value Isolation#MORE} times the heap and the stack. One
 * that takes too long is not, since it would again; neither is one that the parser calls damaged.
 * Where the bytes look like text, what failed in the end keeps them as its text.
 *
 * <p>Belongs to one thread, except for {@link #close}.
 */
final class IsolatedParser implements AutoCloseable {
  /** One at a time in this process, so that memory has a bound. */
  private static final ReentrantLock ROOMY = new ReentrantLock();

  /**
   * A first child that compiles quickly does small trees at half the price; who has come so far
   * will go on for long.
   */
  static final int QUICK_FILES = 2_500;

  private final ChildSettings settings;
  private final ChildSettings roomySettings;
  private final ExtractorConfig config;
  private final DocumentParser here;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Child child;
  private boolean closed;
  private long parsed;

  /**
   * Prepares; the first document starts a child.
   *
   * @param here what parses plain text in this process
   * @param directory for temporary files
   */
  IsolatedParser(ExtractorConfig config, DocumentParser here, Path directory) {
    this.config = config;
    this.here = here;
    long heap = config.isolation().heapBytes();
    this.settings = settings(config, heap, LaneRun.STACK_BYTES, directory);
    this.roomySettings =
        settings(config, Isolation.MORE * heap, Isolation.MORE * LaneRun.STACK_BYTES, directory);
  }

  private static ChildSettings settings(
      ExtractorConfig config, long heapBytes, long stackBytes, Path directory) {
    return new ChildSettings(
        ParsingProgram.class,
        List.of(Tika.class, Logger.class),
        ParsingProgram.arguments(config, stackBytes),
        heapBytes,
        false,
        directory);
  }

  /**
   * Parses a document, however often it takes.
   *
   * @param first its bytes, from the first one on; the caller closes it
   * @param bytes opens them again
   * @throws IOException if they cannot be read
   * @throws UncheckedIOException if no child can be started, or has no room for temporary files
   */
  Parsed parse(InputStream first, DocumentBytes bytes, String name, FileInFlight file)
      throws IOException {
    file.leaves();
    try {
      parsed++;
      Parsed result = parseUsually(first, bytes.length(), name, file);
      if (result.outcome() == Outcome.CRASHED) {
        replaceChild();
        result = parseAgain(bytes, name, file, false);
      }
      if (result.outcome() == Outcome.CRASHED) {
        result = parseAgain(bytes, name, file, true);
      }
      boolean isGivenUp =
          result.outcome() == Outcome.CRASHED || result.outcome() == Outcome.TIMED_OUT;
      return isGivenUp ? withPlainText(result, bytes, name) : result;
    } finally {
      file.returns();
    }
  }

  private Parsed parseAgain(DocumentBytes bytes, String name, FileInFlight file, boolean roomy)
      throws IOException {
    try (InputStream again = bytes.open()) {
      return roomy
          ? parseWithRoom(again, bytes.length(), name, file)
          : parseUsually(again, bytes.length(), name, file);
    }
  }

  private Parsed parseUsually(InputStream in, long length, String name, FileInFlight file)
      throws IOException {
    if (isWorn()) {
      replaceChild();
    }
    ChildSettings wanted = parsed < QUICK_FILES ? settings : settings.forLong();
    return call(startedChild(wanted), in, length, name, file);
  }

  private boolean isWorn() {
    Child living = child;
    if (living == null) {
      return false;
    }
    boolean compilesTooLittle = !living.settings().lasting() && parsed >= QUICK_FILES;
    return compilesTooLittle || living.count() >= config.isolation().filesPerChild();
  }

  private Parsed parseWithRoom(InputStream in, long length, String name, FileInFlight file)
      throws IOException {
    ROOMY.lock();
    try {
      replaceChild();
      Parsed result = call(startedChild(roomySettings), in, length, name, file);
      return result.outcome() == Outcome.CRASHED
          ? new Parsed(
              Outcome.CRASHED,
              result.cause()
                  + " (the last of three tries, with a heap of "
                  + (roomySettings.heapBytes() >> 20)
                  + " MiB)",
              Content.EMPTY)
          : result;
    } finally {
      replaceChild();
      ROOMY.unlock();
    }
  }

  private Parsed call(Child living, InputStream in, long length, String name, FileInFlight file)
      throws IOException {
    ChildLimits limits =
        new ChildLimits(config.limits().timeoutMillis(length), config.isolation().stallMillis());
    try {
      byte[] result =
          living.call(
              ParsingProgram.header(length, name),
              in,
              limits,
              type -> file.detected(new String(type, StandardCharsets.UTF_8)));
      return ParsedCodec.decode(result);
    } catch (ChildFailure failure) {
      replaceChild();
      Outcome outcome = failure.isLate() ? Outcome.TIMED_OUT : Outcome.CRASHED;
      return new Parsed(outcome, FailureCause.line(failure.getMessage()), Content.EMPTY);
    }
  }

  private Parsed withPlainText(Parsed failed, DocumentBytes bytes, String name) throws IOException {
    try (InputStream in = bytes.open()) {
      if (!here.looksLikeText(in)) {
        return failed;
      }
      Parsed text = here.parseAsText(in, bytes.length(), name);
      return text.outcome().isIndexed()
          ? new Parsed(failed.outcome(), failed.cause() + "; kept as plain text", text.content())
          : failed;
    }
  }

  /** Returns the child, which is started where there is none. */
  private Child startedChild(ChildSettings wanted) {
    lock.lock();
    try {
      requireOpen();
      if (child != null) {
        return child;
      }
    } finally {
      lock.unlock();
    }
    Child started = Child.start(wanted);
    lock.lock();
    try {
      if (closed) {
        started.close();
      }
      requireOpen();
      child = started;
      return started;
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("given up");
    }
  }

  /** Ends the child; the next document gets another. */
  private void replaceChild() {
    Child old;
    lock.lock();
    try {
      old = child;
      child = null;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.close();
    }
  }

  /** Ends the child for good; whoever waits for it is told so. Any thread may call this. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    replaceChild();
  }
}
