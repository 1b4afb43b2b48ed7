package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.store.ProgressNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A worker in a JVM of its own, which halts when it comes to a file whose name begins so. */
final class DyingWorker {
  static final String POISON = "poison";
  static final int HALTED = 77;

  private DyingWorker() {}

  /** Extracts one batch: a directory of attempts, a file to write to, names of files. */
  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]);
    new BatchAttempts(Path.of(args[0]), ProgressNotes.NONE)
        .extract(batch(List.of(args).subList(2, args.length)), new Writing(out));
  }

  /** Returns the batch of files with these names. */
  static FileBatch batch(List<String> names) {
    return new FileBatch(
        new Source("s", "file:///nowhere"),
        names.stream().map(name -> new FileEntry(RelativePath.of(name), 1, 2)).toList());
  }

  /** Writes down what was done with which files, in one line for each time. */
  private record Writing(Path out) implements Attempts.Extraction {
    @Override
    public void extract(FileBatch files) throws IOException {
      for (FileEntry file : files.files()) {
        if (file.path().display().startsWith(POISON)) {
          Runtime.getRuntime().halt(HALTED);
        }
      }
      write(String.join(" ", files.files().stream().map(f -> f.path().display()).toList()));
    }

    @Override
    public void giveUp(FileEntry file, String cause) throws IOException {
      write("gave up " + file.path().display() + ": " + cause);
    }

    private void write(String line) throws IOException {
      Files.writeString(out, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** Runs a worker, and returns its exit code. */
  static int run(Path attempts, Path out, String... names) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DyingWorker.class.getName(),
                    attempts.toString(),
                    out.toString()),
                Stream.of(names))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError("the worker does not end");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
