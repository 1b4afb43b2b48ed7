package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed leaves no child behind, and no temporary files of one. */
@Timeout(300)
class OrphanTest {
  @TempDir Path root;

  @Test
  void childOfAKilledWorkerEndsThoughItsParserHangs() throws Exception {
    Path temporary = Files.createDirectory(root.resolve("temporary"));
    Path file = Files.writeString(root.resolve("file"), DeadlyParser.document("spin"));
    Process worker = start(file.toString(), temporary.toString(), "", "");
    ProcessHandle child;
    try {
      child = awaitChild(worker);
      awaitTemporary(temporary);
    } finally {
      worker.destroyForcibly();
    }
    worker.onExit().get(60, TimeUnit.SECONDS);
    child.onExit().get(60, TimeUnit.SECONDS);

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.toList(), is(empty()));
    }
  }

  @Test
  void programThatAChildRunsEndsToo() throws Exception {
    Path temporary = Files.createDirectory(root.resolve("temporary"));
    Path file = Files.write(root.resolve("scan.png"), StandInTesseract.picture());
    StandInTesseract tesseract = new StandInTesseract(root.resolve("bin"));
    tesseract.hang();
    Ocr ocr = tesseract.reading("eng");
    Process worker = start(file.toString(), temporary.toString(), ocr.languages(), ocr.directory());
    try {
      while (tesseract.calls().isEmpty()) {
        assertThat(worker.isAlive(), is(true));
        Thread.onSpinWait();
      }
    } finally {
      worker.destroyForcibly();
    }
    worker.onExit().get(60, TimeUnit.SECONDS);
    Optional<ProcessHandle> program = ProcessHandle.of(tesseract.calls().get(0));
    if (program.isPresent()) {
      program.get().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
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
  private static void awaitTemporary(Path temporary) throws Exception {
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
