package io.github.shardmill.pipeline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A browser of this machine without a window. Every page is opened in a process of its own.
 *
 * @param program the browser
 * @param profile directory that it may write to
 */
record HeadlessBrowser(Path program, Path profile) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Far more than a loaded machine needs; a browser that hangs is a failed test. */
  private static final long TIMEOUT_SECONDS = 120;

  /** Returns the first one on the path. */
  static Optional<HeadlessBrowser> find(Path profile) {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new HeadlessBrowser(program, profile));
  }

  /** Returns the document as it is after its scripts ran, among all that the browser logged. */
  String open(Path page, String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--headless");
    if (Files.getOwner(Path.of("/proc/self")).getName().equals("root")) {
      command.add("--no-sandbox");
    }
    command.addAll(
        List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile,
            "--enable-logging=stderr",
            "--virtual-time-budget=3000",
            "--dump-dom"));
    command.addAll(List.of(flags));
    command.add(page.toUri().toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return CompletableFuture.supplyAsync(() -> output(process), HeadlessBrowser::runAside)
          .get(TIMEOUT_SECONDS, SECONDS);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void runAside(Runnable reading) {
    Thread reader = new Thread(reading, "browser-output");
    reader.setDaemon(true);
    reader.start();
  }

  private static String output(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
