package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a parser does to its process costs its own file, and its cause is told. */
@Timeout(300)
class IsolationTest {
  private static final long HEAP_BYTES = 64L << 20;

  @TempDir Path root;
  @TempDir Path temporary;

  private final List<ExtractedFile> results = Collections.synchronizedList(new ArrayList<>());
  private ExtractionLane lane;

  @AfterEach
  void close() throws Exception {
    if (lane != null) {
      lane.close();
    }
    assertThat(leftBehind(), is(empty()));
  }

  @Test
  void parserThatEndsItsProcessCostsOneFile() throws Exception {
    extract(config(), "DEADLY exit 7", "DEADLY nothing", "DEADLY halt 8", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.OK, Outcome.CRASHED, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("its process ended with exit code 7"));
    assertThat(results.get(2).cause(), startsWith("its process ended with exit code 8"));
    assertThat(results.get(1).content().text(), equalTo("survived nothing"));
  }

  @Test
  void parserThatKillsItsProcessCostsOneFile() throws Exception {
    extract(config(), "DEADLY kill", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("its process was killed by signal 9"));
    assertThat(results.get(0).cause(), containsString("the last of three tries"));
    assertThat(results.get(0).contentType(), equalTo("application/x-deadly"));
    assertThat(results.get(0).digests().orElseThrow().size(), equalTo(11L));
  }

  @Test
  void parserThatExhaustsTheHeapCostsOneFile() throws Exception {
    extract(config(), "DEADLY exhaust", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.OK));
    assertThat(
        results.get(0).cause(),
        startsWith("its process ended for want of memory, with a heap of 256 MiB"));
    assertThat(results.get(0).cause(), containsString("Java heap space"));
  }

  @Test
  void parserThatOverflowsTheStackCostsOneFile() throws Exception {
    extract(config(), "DEADLY overflow", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("StackOverflowError"));
  }

  @Test
  void fileThatNeedsMoreHeapGetsIt() throws Exception {
    extract(config(), "DEADLY need 120", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.OK, Outcome.OK));
    assertThat(results.get(0).content().text(), equalTo("survived need"));
  }

  @Test
  void fileThatFailsBecauseOfOthersIsTriedInAFreshChild() throws Exception {
    extract(config(), "DEADLY nothing", "DEADLY fresh");

    assertThat(outcomes(), contains(Outcome.OK, Outcome.OK));
    assertThat(results.get(1).cause(), equalTo(""));
  }

  @Test
  void childIsReplacedAfterSoManyFiles() throws Exception {
    ExtractorConfig config = config();
    config = config.withIsolation(config.isolation().withFilesPerChild(1));
    extract(config, "DEADLY pid", "DEADLY pid");

    assertThat(results.get(0).content().text(), not(equalTo(results.get(1).content().text())));
  }

  @Test
  void childIsUsedForManyFiles() throws Exception {
    extract(config(), "DEADLY pid", "DEADLY pid");

    assertThat(results.get(0).content().text(), equalTo(results.get(1).content().text()));
  }

  @Test
  void parserThatSpinsIsKilledAtTheLimit() throws Exception {
    ExtractorConfig config =
        config().withLimits(ExtractionLimits.DEFAULT.withParseTimeoutMillis(3_000));
    extract(config, "DEADLY spin", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.TIMED_OUT, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("took longer than 3000 ms"));
  }

  @Test
  void parserThatDoesNothingIsKilledBeforeTheLimit() throws Exception {
    ExtractorConfig config = config();
    config = config.withIsolation(config.isolation().withStallMillis(2_000));
    extract(config, "DEADLY sleep", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.TIMED_OUT, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("did nothing for 2"));
    assertThat(results.get(0).digests().orElseThrow().size(), equalTo(12L));
  }

  @Test
  void whatAParserPrintsIsNotInTheWay() throws Exception {
    extract(config(), "DEADLY print noise", "DEADLY read", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.OK, Outcome.OK, Outcome.OK));
  }

  @Test
  void parserThatForgesAnswersCostsOneFile() throws Exception {
    extract(config(), "DEADLY garble noise", "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.OK));
    assertThat(results.get(0).cause(), startsWith("its process answered with what is no frame"));
  }

  @Test
  void lastWordsOfAProcessArePartOfTheCause() throws Exception {
    extract(config(), "DEADLY complain loudly");

    assertThat(
        results.get(0).cause(),
        startsWith("its process ended with exit code 6: first line | about to end: loudly"));
  }

  @Test
  void whatAKilledParserLeavesBehindIsDeleted() throws Exception {
    extract(config(), "DEADLY litter");

    assertThat(outcomes(), contains(Outcome.CRASHED));
    assertThat(leftBehind(), is(empty()));
  }

  @Test
  void failedFileThatLooksLikeTextKeepsIt() throws Exception {
    extract(config(), "DEADLY halt 8 needle", "DEADLY halt 8 \0\1\2 needle");

    assertThat(outcomes(), contains(Outcome.CRASHED, Outcome.CRASHED));
    assertThat(results.get(0).content().text().strip(), equalTo("DEADLY halt 8 needle"));
    assertThat(results.get(0).cause(), containsString("; kept as plain text"));
    assertThat(results.get(1).content().text(), equalTo(""));
    assertThat(results.get(1).cause(), not(containsString("plain text")));
  }

  @Test
  void largeFileStreamsThroughAChild() throws Exception {
    String large = "DEADLY nothing " + " ".repeat(FileExtractor.IN_MEMORY_BYTES);
    String killer = "DEADLY halt 7 \0" + " ".repeat(FileExtractor.IN_MEMORY_BYTES);
    extract(config(), large, killer, "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.OK, Outcome.CRASHED, Outcome.OK));
    assertThat(results.get(0).digests().orElseThrow().size(), equalTo((long) large.length()));
    assertThat(results.get(1).digests().orElseThrow().size(), equalTo((long) killer.length()));
    assertThat(results.get(1).cause(), startsWith("its process ended with exit code 7"));
  }

  @Test
  void itemsAreTakenWhileTheirFileIsStillSent() throws Exception {
    byte[] mailbox = SampleDocuments.mailbox(2_000, FileExtractor.IN_MEMORY_BYTES / 2_000);
    Path file = Files.write(root.resolve("a.mbox"), mailbox);
    FoundFamily found = FoundFamily.of(config(), file);

    assertThat(found.file().outcome(), equalTo(Outcome.OK));
    assertThat(found.items().keySet(), hasSize(2_000));
  }

  @Test
  void textStaysInThisProcess() throws Exception {
    lane = new ExtractionLane(config());
    lane.extract(batch("plain words"), this::locate, results::add);

    assertThat(outcomes(), contains(Outcome.OK));
    assertThat(children(), is(empty()));
  }

  @Test
  void smallPageStaysInThisProcess() throws Exception {
    lane = new ExtractionLane(config());
    lane.extract(batch("<html><p>few words</p></html>"), this::locate, results::add);

    assertThat(results.get(0).content().text().strip(), equalTo("few words"));
    assertThat(results.get(0).contentType(), equalTo("text/html"));
    assertThat(children(), is(empty()));
  }

  @Test
  void largePageDoesNot() throws Exception {
    lane = new ExtractionLane(config());
    String page = "<html><p>many words</p>" + "<p>".repeat(ParserCatalog.SMALL_PAGE_BYTES / 3);
    lane.extract(batch(page), this::locate, results::add);

    assertThat(results.get(0).content().text().strip(), equalTo("many words"));
    assertThat(children(), hasSize(1));
  }

  @Test
  void documentInASmallPageCostsItself() throws Exception {
    extract(config(), page("DEADLY exit 7"), page("DEADLY nothing"), "DEADLY nothing");

    assertThat(outcomes(), contains(Outcome.OK, Outcome.OK, Outcome.OK));
    ExtractedItem killer = results.get(0).items().get(0);
    assertThat(killer.outcome(), equalTo(Outcome.CRASHED));
    assertThat(killer.cause(), startsWith("its process ended with exit code 7"));
    assertThat(results.get(0).contentType(), equalTo("text/html"));
    assertThat(results.get(1).items().get(0).content().text(), containsString("survived nothing"));
  }

  private static String page(String embedded) {
    byte[] bytes = embedded.getBytes(StandardCharsets.UTF_8);
    return "<html><img src='data:application/x-deadly;base64,"
        + Base64.getEncoder().encodeToString(bytes)
        + "'></html>";
  }

  @Test
  void whatThisProcessParsesMayKillIt() throws Exception {
    // The other tests would prove nothing if the parser did not get its orders.
    ExtractorConfig config = config().withIsolation(Isolation.NONE);
    extract(config, "DEADLY overflow");

    assertThat(results.get(0).cause(), equalTo("StackOverflowError"));
  }

  @Test
  void interruptEndsTheChild() throws Exception {
    lane = new ExtractionLane(config());
    FileBatch batch = batch("DEADLY spin");
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              assertThrows(
                  InterruptedException.class,
                  () -> lane.extract(batch, this::locate, results::add));
              interrupted.countDown();
            },
            "caller");
    caller.start();
    ProcessHandle child = awaitChild();
    caller.interrupt();

    assertThat(interrupted.await(60, TimeUnit.SECONDS), is(true));
    child.onExit().get(60, TimeUnit.SECONDS);
    assertThat(results, is(empty()));
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      return left.toList();
    }
  }

  /** This process has no other children. */
  private static ProcessHandle awaitChild() {
    Optional<ProcessHandle> child = Optional.empty();
    while (child.isEmpty()) {
      Thread.onSpinWait();
      child = children().stream().findFirst();
    }
    return child.get();
  }

  private static List<ProcessHandle> children() {
    try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
      return children.toList();
    }
  }

  private ExtractorConfig config() {
    return ExtractorConfig.DEFAULT
        .withTemporaryDirectory(temporary)
        .withIsolation(Isolation.AUTO.withHeapBytes(HEAP_BYTES));
  }

  private void extract(ExtractorConfig config, String... contents) throws Exception {
    lane = new ExtractionLane(config);
    lane.extract(batch(contents), this::locate, results::add);
    lane.close();
  }

  private FileBatch batch(String... contents) throws IOException {
    List<FileEntry> files = new ArrayList<>();
    for (String content : contents) {
      Path file = root.resolve("file-" + files.size());
      Files.write(file, content.getBytes(StandardCharsets.UTF_8));
      files.add(
          new FileEntry(
              RelativePath.of(file.getFileName().toString()),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis()));
    }
    return new FileBatch(new Source("files", root.toString()), files);
  }

  private Path locate(Source source, RelativePath path) {
    return root.resolve(path.display());
  }

  private List<Outcome> outcomes() {
    return results.stream().map(ExtractedFile::outcome).toList();
  }
}
