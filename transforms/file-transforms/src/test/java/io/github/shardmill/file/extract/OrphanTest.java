package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed leaves no child behind, and no temporary files of one for long. */
@Timeout(300)
class OrphanTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path root;

  private Path temporary;

  @BeforeEach
  void makeDirectory() throws IOException {
    temporary = Files.createDirectory(root.resolve("temporary"));
  }

  @Test
  void childOfAKilledWorkerEndsThoughItsParserHangs() throws Exception {
    Process worker = start("spin");
    ProcessHandle child;
    try {
      child = awaitChild(worker);
      awaitTemporary();
    } finally {
      worker.destroyForcibly();
    }
    worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(left(), is(empty()));
  }

  @Test
  void childThatIsKilledWithItsWorkerLeavesNothingToTheNextOne() throws Exception {
    Process worker = start("spin");
    try {
      ProcessHandle child = awaitChild(worker);
      awaitTemporary();
      // It must not have the time to see that its parent is gone.
      signal("STOP", child);
      worker.destroyForcibly().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      child.destroyForcibly();
      child.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      worker.destroyForcibly();
    }
    assertThat(left(), is(not(empty())));

    assertThat(
        start("nothing").onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue(), is(0));
    assertThat(left(), is(empty()));
  }

  /** Starts a worker that extracts a document of {@link DeadlyParser}. */
  private Process start(String command) throws IOException {
    return start(
        Files.writeString(root.resolve(command), DeadlyParser.document(command)), Ocr.NONE);
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor(), is(0));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      return left.toList();
    }
  }

  @Test
  void programThatAChildRunsEndsToo() throws Exception {
    Path file = Files.write(root.resolve("scan.png"), StandInTesseract.picture());
    StandInTesseract tesseract = new StandInTesseract(root.resolve("bin"));
    tesseract.hang();
    Process worker = start(file, tesseract.reading("eng"));
    try {
      while (tesseract.calls().isEmpty()) {
        assertThat(worker.isAlive(), is(true));
        Thread.onSpinWait();
      }
    } finally {
      worker.destroyForcibly();
    }
    worker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Optional<ProcessHandle> program = ProcessHandle.of(tesseract.calls().get(0));
    if (program.isPresent()) {
      program.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Process start(Path file, Ocr ocr) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            file.toString(),
            temporary.toString(),
            ocr.languages(),
            ocr.directory())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessHandle awaitChild(Process worker) {
    Optional<ProcessHandle> child = Optional.empty();
    while (child.isEmpty()) {
      assertThat(worker.isAlive(), is(true));
      Thread.onSpinWait();
      try (Stream<ProcessHandle> children = worker.children()) {
        child = children.findFirst();
      }
    }
    return child.get();
  }

  /** The parser makes a file when it has begun. */
  private void awaitTemporary() throws Exception {
    boolean begun = false;
    while (!begun) {
      Thread.onSpinWait();
      try (Stream<Path> files = Files.walk(temporary)) {
        begun = files.anyMatch(file -> file.getFileName().toString().startsWith("spinning"));
      }
    }
  }

  /** Extracts one file in a process of its own. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
      Path file = Path.of(args[0]);
      FileEntry entry =
          new FileEntry(
              RelativePath.of(file.getFileName().toString()),
              Files.size(file),
              Files.getLastModifiedTime(file).toMillis());
      ExtractorConfig config =
          ExtractorConfig.DEFAULT
              .withTemporaryDirectory(Path.of(args[1]))
              .withOcr(new Ocr(args[2], args[3]))
              .withIsolation(Isolation.AUTO);
      try (ExtractionLane lane = new ExtractionLane(config)) {
        lane.extract(
            new FileBatch(new Source("files", "root"), List.of(entry)),
            (source, path) -> file,
            result -> {});
      }
    }
  }
}
