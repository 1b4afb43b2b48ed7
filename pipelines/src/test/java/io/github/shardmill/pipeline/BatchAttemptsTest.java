package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.index.store.WholeFile;
import io.github.shardmill.index.store.WorkerProcess;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchAttemptsTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PATIENT_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final FileBatch BATCH = DyingWorker.batch(List.of("a", "b", "c"));

  @TempDir Path directory;
  private Path attempts;
  private RunWorkspace workspace;
  private ProgressNotes notes;

  @BeforeEach
  void beginRun() throws IOException {
    workspace = RunWorkspace.within(new IndexLayout(directory.resolve("index")), "run");
    attempts = Files.createDirectories(workspace.directory()).resolve("attempts");
    notes = ProgressNotes.begin(workspace);
  }

  /** What was done, in lines. */
  private static class Extracting implements Attempts.Extraction {
    final List<String> done = new ArrayList<>();

    @Override
    public void extract(FileBatch files) throws Exception {
      done.add(String.join(" ", files.files().stream().map(f -> f.path().display()).toList()));
    }

    @Override
    public void giveUp(FileEntry file, String cause) {
      done.add("gave up " + file.path().display());
    }
  }

  private List<String> extract(Path markers, long watchMillis) throws Exception {
    Extracting extracting = new Extracting();
    new BatchAttempts(markers, notes, watchMillis).extract(BATCH, extracting);
    return extracting.done;
  }

  private static void plant(Path markers, String name, WorkerProcess process) throws IOException {
    String json =
        String.format(
            Locale.ROOT,
            "{\"host\":\"%s\",\"pid\":%d,\"started\":\"%s\",\"space\":\"%s\"}",
            process.host(),
            process.pid(),
            process.started(),
            process.space());
    Path marker = markers.resolve(name).resolve(UUID.randomUUID().toString());
    Files.createDirectories(marker.getParent());
    Files.writeString(marker, json);
  }

  private static WorkerProcess deadHere() {
    WorkerProcess here = WorkerProcess.current();
    return new WorkerProcess(here.host(), here.pid(), "before", here.space());
  }

  private static WorkerProcess far() {
    return new WorkerProcess("far", 1, UUID.randomUUID().toString().substring(0, 8), "");
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void fileThatKillsEveryWorkerIsFoundAndGivenUp() throws Exception {
    Path out = directory.resolve("out");
    for (int death = 1; death <= 4; death++) {
      Files.deleteIfExists(out);
      assertThat(DyingWorker.run(attempts, out, "a", "poison", "z"), is(DyingWorker.HALTED));
    }
    assertThat("alone since the third", Files.readAllLines(out), contains("a"));
    Files.delete(out);
    assertThat(DyingWorker.run(attempts, out, "a", "poison", "z"), is(0));
    assertThat(
        Files.readAllLines(out),
        contains(is("a"), startsWith("gave up poison: 2 workers died while they parsed"), is("z")));
  }

  @Test
  void batchOnWhichTwoWorkersDiedByChanceIsExtractedFileByFile() throws Exception {
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), deadHere());
    assertThat(extract(attempts, 0), contains("a b c"));
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), deadHere());
    assertThat(extract(attempts, 0), contains("a", "b", "c"));
    assertThat("other batches are what they were", files(attempts).size(), is(2));
    Extracting other = new Extracting();
    new BatchAttempts(attempts, notes, 0).extract(DyingWorker.batch(List.of("a", "b")), other);
    assertThat(other.done, contains("a b"));
  }

  @Test
  void markersMayBeOnAnotherMachine() throws Exception {
    Path far = Locations.path("memory://" + UUID.randomUUID() + "/run/attempts");
    assertThat(extract(far, 0), contains("a b c"));
    assertThat(files(far), is(empty()));
    for (int death = 0; death < 2; death++) {
      plant(far, BatchAttempts.nameOfBatch(BATCH), deadHere());
      plant(far, BatchAttempts.nameOfFile(DyingWorker.batch(List.of("b"))), deadHere());
    }
    assertThat(extract(far, 0), contains("a", "gave up b", "c"));
  }

  @Test
  void attemptIsMarkedWhileItGoesOnAndByNameOfThisProcess() throws Exception {
    List<String> markers = new ArrayList<>();
    new BatchAttempts(attempts, notes, 0)
        .extract(
            BATCH,
            new Extracting() {
              @Override
              public void extract(FileBatch files) throws Exception {
                for (Path marker : files(attempts)) {
                  markers.add(marker.getParent().getFileName().toString());
                  assertThat(
                      Files.readString(marker).contains(WorkerProcess.current().started()),
                      is(true));
                }
                await(() -> notes.beat(WorkerProcess.current().name()).isPresent());
                // Another attempt of this process is none of a dead one.
                assertThat(BatchAttemptsTest.this.extract(attempts, 0), contains("a b c"));
              }
            });
    assertThat(markers, contains(BatchAttempts.nameOfBatch(BATCH)));
    assertThat(files(attempts), is(empty()));
  }

  @Test
  void extractionThatThrowsOrIsInterruptedLeavesNoMarker() throws Exception {
    for (Exception failure : List.of(new IOException("x"), new InterruptedException())) {
      Extracting failing =
          new Extracting() {
            @Override
            public void extract(FileBatch files) throws Exception {
              Thread.currentThread().interrupt();
              throw failure;
            }
          };
      assertThrows(
          failure.getClass(), () -> new BatchAttempts(attempts, notes, 0).extract(BATCH, failing));
      assertThat("interrupted", Thread.interrupted(), is(true));
      assertThat(files(attempts), is(empty()));
    }
  }

  @Test
  void workerThatShowsNoLifeIsDeadUntilItDoes() throws Exception {
    WorkerProcess far = far();
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), far);
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), far);
    writeBeat(far, 5);
    assertThat(extract(attempts, 0), contains("a", "b", "c"));
    assertThat("known by now", extract(attempts, PATIENT_MILLIS), contains("a", "b", "c"));
    AtomicBoolean over = new AtomicBoolean();
    Thread beating = new Thread(() -> beat(far, over));
    beating.start();
    try {
      await(() -> notes.beat(far.name()).orElse(0) > 5);
      assertThat(extract(attempts, PATIENT_MILLIS), contains("a b c"));
    } finally {
      over.set(true);
      beating.join();
    }
  }

  @Test
  void attemptThatEndsWhileItIsWatchedIsNotDead() throws Exception {
    WorkerProcess far = far();
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), far);
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), far);
    Thread watching = Thread.currentThread();
    Thread ending =
        new Thread(
            () -> {
              await(() -> watching.getState() == Thread.State.TIMED_WAITING);
              try {
                for (Path marker : files(attempts)) {
                  Files.delete(marker);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    ending.start();
    assertThat(extract(attempts, PATIENT_MILLIS), contains("a b c"));
    ending.join();
  }

  @Test
  void markerThatIsCutOffCountsForNothing() throws Exception {
    Path own = Files.createDirectories(attempts.resolve(BatchAttempts.nameOfBatch(BATCH)));
    Files.createFile(own.resolve("1"));
    Files.writeString(own.resolve("2"), "{\"host\":");
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), deadHere());
    assertThat(extract(attempts, 0), contains("a b c"));
  }

  @Test
  void suspectIsParsedWhileNothingElseIs() throws Exception {
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), deadHere());
    plant(attempts, BatchAttempts.nameOfBatch(BATCH), deadHere());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean otherIsParsed = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              try {
                new BatchAttempts(attempts, notes, 0)
                    .extract(
                        DyingWorker.batch(List.of("other")),
                        new Extracting() {
                          @Override
                          public void extract(FileBatch files) {
                            otherIsParsed.set(true);
                          }
                        });
              } catch (Exception e) {
                failure.set(e);
              }
            });
    List<Boolean> together = new ArrayList<>();
    new BatchAttempts(attempts, notes, 0)
        .extract(
            BATCH,
            new Extracting() {
              @Override
              public void extract(FileBatch files) {
                if (together.isEmpty()) {
                  other.start();
                  await(() -> other.getState() == Thread.State.WAITING || otherIsParsed.get());
                  together.add(otherIsParsed.get());
                }
              }
            });
    other.join();
    assertThat(together, contains(false));
    assertThat(otherIsParsed.get(), is(true));
    assertThat(failure.get(), is((Throwable) null));
  }

  private void writeBeat(WorkerProcess process, long beat) throws IOException {
    Path file = workspace.progress().resolve(process.name() + ".json");
    WholeFile.write(file, ("{\"beat\": " + beat + "}").getBytes(StandardCharsets.UTF_8));
  }

  private void beat(WorkerProcess process, AtomicBoolean over) {
    try {
      for (long beat = 6; !over.get(); beat++) {
        writeBeat(process, beat);
        LockSupport.parkNanos(10_000_000);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier event) {
    long begun = System.nanoTime();
    while (!event.getAsBoolean()) {
      assertThat("waited too long", System.nanoTime() - begun < PATIENCE_NANOS, is(true));
      LockSupport.parkNanos(10_000_000);
    }
  }
}
