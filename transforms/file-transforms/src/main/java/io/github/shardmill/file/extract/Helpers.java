package io.github.shardmill.file.extract;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import io.github.shardmill.remote.ScratchDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Threads that would have nothing to do, and help with one large container: each parses it from its
 * beginning, in a child of its own, and takes what nobody has claimed ({@link ItemClaims}). They
 * come as threads of this process become idle, until the container is done.
 *
 * <p>What they and the first child find is the same as what one alone would find, or it is refused
 * as a whole: where anything is out of the ordinary, be it a child that ends, a damaged container
 * or a limit, one has to do it alone. Belongs to the thread that leads, except for {@link #kill}.
 */
final class Helpers implements AutoCloseable {
  /** Shorter containers are done before a child has started. */
  static final long MIN_BYTES = 64L << 20;

  /** Containers whose items can be passed over without being looked at. */
  static final Set<String> TYPES =
      Set.of(
          "application/zip",
          "application/x-tar",
          "application/x-7z-compressed",
          "application/mbox",
          "application/vnd.ms-outlook-pst");

  private static final Parsed NOT_NEEDED = Parsed.failed(Outcome.UNSUPPORTED, "");
  private static final AtomicLong NUMBER = new AtomicLong();

  private final int lanes;
  private final DocumentBytes bytes;
  private final ParsingJob leader;
  private final ScratchDirectory scratch;
  private final Path claims;
  private final Runnable stopLeader;
  private final List<Helper> all = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;

  /**
   * Prepares; the next try of the leader shares its file with helpers.
   *
   * @param lanes how many threads of this process extract
   * @param bytes of the file
   * @param directory for temporary files
   * @param stopLeader ends the leader's child, whose work is in vain
   * @throws UncheckedIOException if there is no room for a temporary file
   */
  Helpers(int lanes, DocumentBytes bytes, ParsingJob leader, Path directory, Runnable stopLeader) {
    this.lanes = lanes;
    this.bytes = bytes;
    this.leader = leader;
    this.stopLeader = stopLeader;
    try {
      this.scratch = ScratchDirectory.create(directory, "claims");
      this.claims = scratch.path().resolve("claims");
      ItemClaims.create(claims);
      leader.share(claims.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("no room for temporary files", e);
    }
  }

  /** Returns whether helpers may be of use to a file. */
  static boolean mayHelp(ExtractorConfig config, long length, String type) {
    return config.isolation().lanes() > 1 && length >= MIN_BYTES && TYPES.contains(type);
  }

  /** Lets threads wait until they can help, each with a parser of its own. */
  void start(Supplier<IsolatedParser> parsers) {
    for (int i = 1; i < lanes; i++) {
      all.add(new Helper(parsers.get(), leader.forHelper()));
    }
    all.forEach(helper -> helper.thread.start());
  }

  /** One thread. */
  private final class Helper {
    private final IsolatedParser parser;
    private final ParsingJob job;
    private final Thread thread;
    private boolean begun;
    private Parsed result = Parsed.failed(Outcome.CRASHED, "");

    Helper(IsolatedParser parser, ParsingJob job) {
      this.parser = parser;
      this.job = job;
      this.thread =
          new Thread(null, this::run, "help-" + NUMBER.incrementAndGet(), LaneRun.STACK_BYTES);
      thread.setDaemon(true);
    }

    private void run() {
      try {
        SpareLanes.OF_THIS_PROCESS.awaitAndBegin(lanes);
      } catch (InterruptedException notNeeded) {
        return;
      }
      try {
        if (begins(this)) {
          help();
        }
      } finally {
        SpareLanes.OF_THIS_PROCESS.end();
      }
    }

    private void help() {
      try (parser;
          InputStream in = bytes.open()) {
        result = parser.help(in, job);
      } catch (IOException | RuntimeException | Error inVain) {
        // Whoever leads finds no result, and does without.
        result = Parsed.failed(Outcome.CRASHED, FailureCause.describe(inVain));
      }
      if (tookPart() && !isComplete(result)) {
        stopLeader.run();
      }
    }

    /** Returns whether it may have claimed anything; known when its thread has ended. */
    boolean tookPart() {
      return job.found() != null && !result.equals(NOT_NEEDED);
    }
  }

  private boolean begins(Helper helper) {
    lock.lock();
    try {
      helper.begun = !ended;
      return helper.begun;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isComplete(Parsed result) {
    return result.outcome() == Outcome.OK || result.outcome() == Outcome.ENCRYPTED;
  }

  /**
   * Waits for those who help, and adds what they found to what the leader found.
   *
   * @param result what the leader made of the file itself
   * @return whether that, and what the leader has found now, is what one alone would have found;
   *     always where nobody helped
   * @throws RuntimeException what the sink of items threw, if it did
   */
  boolean end(Parsed result) {
    boolean hasHelp = hasHelp();
    stop();
    if (!hasHelp || !isComplete(result)) {
      kill();
    }
    join();
    List<Helper> took =
        hasHelp ? all.stream().filter(Helper::tookPart).toList() : List.<Helper>of();
    took.forEach(helper -> helper.job.found().requireHandedOver());
    if (took.isEmpty()) {
      return true;
    }
    if (!isComplete(result) || !took.stream().allMatch(helper -> helper.result.equals(result))) {
      return false;
    }
    took.forEach(helper -> leader.found().add(helper.job.found()));
    // One alone would have come to a limit, or would perhaps.
    FoundItems found = leader.found();
    return Family.isWithinLimits(found.count(), found.bytes(), leader.length());
  }

  /** What a leader has not taken when it ends well, others have; else it does not matter. */
  private boolean hasHelp() {
    try {
      return ItemClaims.hasHelp(claims);
    } catch (IOException e) {
      throw new UncheckedIOException("what helpers have claimed cannot be told", e);
    }
  }

  /** Lets nobody begin to help. */
  private void stop() {
    lock.lock();
    try {
      ended = true;
      all.stream().filter(helper -> !helper.begun).forEach(helper -> helper.thread.interrupt());
    } finally {
      lock.unlock();
    }
  }

  /** Ends what helpers do, at once. Any thread may call this. */
  void kill() {
    stop();
    all.forEach(helper -> helper.parser.close());
  }

  private void join() {
    boolean interrupted = false;
    for (Helper helper : all) {
      while (helper.thread.isAlive()) {
        try {
          helper.thread.join();
        } catch (InterruptedException cancelled) {
          interrupted = true;
          kill();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    join();
    leader.unshare();
    scratch.close();
  }
}
