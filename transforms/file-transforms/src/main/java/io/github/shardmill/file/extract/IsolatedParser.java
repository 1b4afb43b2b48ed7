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
  private volatile Helpers helpers;
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
   * Parses a file, however often it takes. An item that ends every child, or takes too long, is
   * passed over by the next try, so that it costs itself and not the others.
   *
   * @param first its bytes, from the first one on; the caller closes it
   * @param bytes opens them again
   * @throws IOException if they cannot be read
   * @throws UncheckedIOException if no child can be started, or has no room for temporary files
   */
  ParsedFile parse(InputStream first, DocumentBytes bytes, String name, FileInFlight file)
      throws IOException {
    file.leaves();
    try {
      parsed++;
      ParsingJob job = new ParsingJob(bytes.length(), name, file);
      boolean isShared = Helpers.mayHelp(config, bytes.length(), file.contentType());
      Try way = isShared ? (in, same) -> parseWithHelpers(in, bytes, same) : this::parseUsually;
      Parsed result = way.parse(first, job);
      if (result.outcome() == Outcome.CRASHED) {
        replaceChild();
        result = parseAgain(bytes, job, this::parseUsually);
      }
      if (result.outcome() == Outcome.CRASHED) {
        result = parseAgain(bytes, job, this::parseWithRoom);
      }
      while (isGivenUp(result) && job.passOverCulprit(result)) {
        replaceChild();
        result = parseAgain(bytes, job, way);
      }
      return isGivenUp(result)
          ? ParsedFile.alone(withPlainText(result, bytes, name))
          : job.found().of(result);
    } finally {
      file.returns();
    }
  }

  private static boolean isGivenUp(Parsed result) {
    return result.outcome() == Outcome.CRASHED || result.outcome() == Outcome.TIMED_OUT;
  }

  /** A way to parse a file. */
  @FunctionalInterface
  private interface Try {
    Parsed parse(InputStream in, ParsingJob job) throws IOException;
  }

  private static Parsed parseAgain(DocumentBytes bytes, ParsingJob job, Try way)
      throws IOException {
    try (InputStream again = bytes.open()) {
      return way.parse(again, job);
    }
  }

  private Parsed parseUsually(InputStream in, ParsingJob job) throws IOException {
    if (isWorn()) {
      replaceChild();
    }
    ChildSettings wanted = parsed < QUICK_FILES ? settings : settings.forLong();
    return call(startedChild(wanted), in, job);
  }

  /** Parses a large container together with threads that have nothing else to do. */
  private Parsed parseWithHelpers(InputStream in, DocumentBytes bytes, ParsingJob job)
      throws IOException {
    try (Helpers some =
        new Helpers(
            config.isolation().lanes(), bytes, job, settings.directory(), this::replaceChild)) {
      some.start(() -> new IsolatedParser(config, here, settings.directory()));
      helpers = some;
      Parsed result = parseUsually(in, job);
      if (some.end(result)) {
        return result;
      }
    } finally {
      helpers = null;
    }
    // What they handed over means nothing: its family is never named.
    replaceChild();
    return parseAgain(bytes, job, this::parseUsually);
  }

  /** Parses what others leave of a container; what fails is not tried again. */
  Parsed help(InputStream in, ParsingJob job) throws IOException {
    return call(startedChild(settings.forLong()), in, job);
  }

  private boolean isWorn() {
    Child living = child;
    if (living == null) {
      return false;
    }
    boolean compilesTooLittle = !living.settings().lasting() && parsed >= QUICK_FILES;
    return compilesTooLittle || living.count() >= config.isolation().filesPerChild();
  }

  private Parsed parseWithRoom(InputStream in, ParsingJob job) throws IOException {
    ROOMY.lock();
    try {
      replaceChild();
      Parsed result = call(startedChild(roomySettings), in, job);
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

  private Parsed call(Child living, InputStream in, ParsingJob job) throws IOException {
    ChildLimits limits =
        new ChildLimits(
            config.limits().timeoutMillis(job.length()), config.isolation().stallMillis());
    try {
      return ParsedCodec.decode(living.call(job.begin(), in, limits, job::take));
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
    Helpers some = helpers;
    if (some != null) {
      some.kill();
    }
    replaceChild();
  }
}
