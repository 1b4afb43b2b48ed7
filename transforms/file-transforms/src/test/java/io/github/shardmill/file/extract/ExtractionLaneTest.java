package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock is real; limits are short where a file hangs, and no assertion depends on speed. */
@Timeout(120)
class ExtractionLaneTest {
  private static final long SHORT_MILLIS = 1_000;

  @TempDir Path root;

  private final HostileParser parser = new HostileParser();
  private final AbandonedThreads abandoned = new AbandonedThreads();
  private final List<ExtractedFile> results = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void releaseParsers() {
    parser.release();
  }

  @Test
  void deliversEveryFileInOrder() throws Exception {
    lane(limits(60_000, 1)).extract(batch("a", "b", "c"), this::locate, results::add);
    assertThat(texts(), contains("begun a", "begun b", "begun c"));
    assertThat(abandoned.alive(), equalTo(0));
  }

  @Test
  void deliversOnOneOtherThreadWithADeepStack() throws Exception {
    Set<Thread> threads = new HashSet<>();
    lane(limits(60_000, 1))
        .extract(batch("a", "b", "c"), this::locate, result -> threads.add(Thread.currentThread()));
    assertThat(threads.size(), equalTo(1));
    Thread lane = threads.iterator().next();
    assertThat(lane, not(sameInstance(Thread.currentThread())));
    assertThat(lane.isDaemon(), is(true));
  }

  @Test
  void fileThatHangsTimesOutAndTheRestGoesOn() throws Exception {
    lane(limits(SHORT_MILLIS, 2)).extract(batch("a", "hang", "b"), this::locate, results::add);
    assertThat(outcomes(), contains(Outcome.OK, Outcome.TIMED_OUT, Outcome.OK));
    ExtractedFile late = results.get(1);
    assertThat(late.cause(), equalTo("took longer than 1000 ms"));
    assertThat(late.contentType(), equalTo("text/x-python"));
    assertThat(late.content().text(), equalTo(""));
    assertThat(late.digests().orElseThrow().size(), equalTo(4L));
    assertThat(abandoned.alive(), equalTo(1));
  }

  @Test
  void largeFileThatHangsIsDigestedAllTheSame() throws Exception {
    String large = "hang\n" + " ".repeat(FileExtractor.IN_MEMORY_BYTES);
    FileBatch batch = batch(large);
    lane(limits(SHORT_MILLIS, 1)).extract(batch, this::locate, results::add);
    assertThat(outcomes(), contains(Outcome.TIMED_OUT));
    assertThat(results.get(0).cause(), equalTo("took longer than 2000 ms"));
    assertThat(results.get(0).digests().orElseThrow().size(), equalTo((long) large.length()));
  }

  @Test
  void interruptBeforeTheBatchEndsIt() throws Exception {
    FileBatch batch = batch("hang");
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> lane(limits(60_000, 1)).extract(batch, this::locate, results::add));
    parser.release();
    awaitNoAbandonedThread();
    assertThat(results.size(), equalTo(0));
  }

  @Test
  void preloadedParsersAreThereForTheFirstBatch() throws Exception {
    ExtractionLane.preload(Ocr.NONE);
    new ExtractionLane(ExtractorConfig.DEFAULT).extract(batch("a"), this::locate, results::add);
    assertThat(outcomes(), contains(Outcome.OK));
  }

  @Test
  void fileThatSpinsTimesOutAsTheLastOfItsBatch() throws Exception {
    ExtractionLane lane = lane(limits(SHORT_MILLIS, 2));
    lane.extract(batch("spin"), this::locate, results::add);
    lane.extract(batch("a"), this::locate, results::add);
    assertThat(outcomes(), contains(Outcome.TIMED_OUT, Outcome.OK));
  }

  @Test
  void abandonedThreadNeverDelivers() throws Exception {
    lane(limits(SHORT_MILLIS, 2)).extract(batch("hang", "a"), this::locate, results::add);
    parser.release();
    awaitNoAbandonedThread();
    assertThat(outcomes(), contains(Outcome.TIMED_OUT, Outcome.OK));
  }

  @Test
  void abandonedParserThatStillSendsTextIsStopped() throws Exception {
    lane(limits(SHORT_MILLIS, 1)).extract(batch("chatter"), this::locate, results::add);
    assertThat(outcomes(), contains(Outcome.TIMED_OUT));
    awaitNoAbandonedThread();
  }

  @Test
  void oneThreadTooManyStopsTheRun() {
    TooManyAbandonedParsersException stopped =
        assertThrows(
            TooManyAbandonedParsersException.class,
            () ->
                lane(limits(SHORT_MILLIS, 1))
                    .extract(batch("hang", "spin", "a"), this::locate, results::add));
    assertThat(stopped.getMessage(), containsString("2 parsers of this process"));
    assertThat(stopped.getMessage(), containsString("s:1.py"));
    assertThat(outcomes(), contains(Outcome.TIMED_OUT));
  }

  @Test
  void threadThatEndsAfterAllGivesItsPlaceBack() throws Exception {
    ExtractionLane lane = lane(limits(SHORT_MILLIS, 1));
    lane.extract(batch("hang"), this::locate, results::add);
    parser.release();
    awaitNoAbandonedThread();
    HostileParser second = new HostileParser();
    try {
      lane(limits(SHORT_MILLIS, 1), second).extract(batch("hang", "a"), this::locate, results::add);
    } finally {
      second.release();
    }
    assertThat(outcomes(), contains(Outcome.TIMED_OUT, Outcome.TIMED_OUT, Outcome.OK));
  }

  @Test
  void whatTheConsumerThrowsIsThrownUnchanged() {
    IllegalStateException full = new IllegalStateException("disk full");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                lane(limits(60_000, 1))
                    .extract(batch("a", "b"), this::locate, failing(full, results)));
    assertThat(thrown, sameInstance(full));
    assertThat(results.size(), equalTo(1));
    assertThat(abandoned.alive(), equalTo(0));
  }

  @Test
  void errorOfTheConsumerIsThrownUnchanged() {
    AssertionError broken = new AssertionError("broken");
    AssertionError thrown =
        assertThrows(
            AssertionError.class,
            () ->
                lane(limits(60_000, 1))
                    .extract(
                        batch("a"),
                        this::locate,
                        result -> {
                          throw broken;
                        }));
    assertThat(thrown, sameInstance(broken));
  }

  @Test
  void laneWorksOnAfterAFailedBatch() throws Exception {
    ExtractionLane lane = lane(limits(60_000, 1));
    assertThrows(
        IllegalStateException.class,
        () ->
            lane.extract(batch("a"), this::locate, failing(new IllegalStateException(), results)));
    lane.extract(batch("b"), this::locate, results::add);
    assertThat(texts(), contains("begun a", "begun b"));
  }

  @Test
  void interruptEndsTheBatch() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    FileBatch batch = batch("a", "hang", "b");
    ExtractionLane lane = lane(limits(60_000, 1));
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                lane.extract(
                    batch,
                    this::locate,
                    result -> {
                      results.add(result);
                      first.countDown();
                    });
                end.complete(null);
              } catch (Throwable thrown) {
                end.complete(thrown);
              }
            });
    caller.start();
    first.await();
    caller.interrupt();
    assertThat(end.get() instanceof InterruptedException, is(true));
    parser.release();
    awaitNoAbandonedThread();
    assertThat(texts(), contains("begun a"));
  }

  private static ExtractionResults failing(RuntimeException failure, List<ExtractedFile> results) {
    return result -> {
      results.add(result);
      throw failure;
    };
  }

  private static ExtractionLimits limits(long timeoutMillis, int maxAbandoned) {
    return ExtractionLimits.DEFAULT
        .withParseTimeoutMillis(timeoutMillis)
        .withMaxAbandonedThreads(maxAbandoned);
  }

  private ExtractionLane lane(ExtractionLimits limits) {
    return lane(limits, parser);
  }

  private ExtractionLane lane(ExtractionLimits limits, HostileParser parser) {
    ExtractorConfig config = ExtractorConfig.DEFAULT.withLimits(limits);
    return new ExtractionLane(
        limits, () -> new FileExtractor(config, parser.catalog(), FileStamp::of), abandoned);
  }

  /** Writes one file for each order, named by its position. */
  private FileBatch batch(String... orders) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (String order : orders) {
      Path file = Files.writeString(root.resolve(entries.size() + ".py"), order);
      FileStamp stamp = FileStamp.of(file);
      entries.add(
          new FileEntry(
              RelativePath.of(file.getFileName().toString()),
              stamp.size(),
              stamp.modifiedMillis()));
    }
    return new FileBatch(new Source("s", root.toUri().toString()), entries);
  }

  private Path locate(Source source, RelativePath path) {
    return root.resolve(path.display());
  }

  private List<Outcome> outcomes() {
    return results.stream().map(ExtractedFile::outcome).toList();
  }

  private List<String> texts() {
    return results.stream().map(result -> result.content().text().strip()).toList();
  }

  private void awaitNoAbandonedThread() {
    while (abandoned.alive() > 0) {
      Thread.onSpinWait();
    }
  }
}
