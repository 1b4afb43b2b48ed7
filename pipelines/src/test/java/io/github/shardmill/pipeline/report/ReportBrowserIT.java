package io.github.shardmill.pipeline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a real browser; skipped where none is installed. */
@Tag("heavy")
class ReportBrowserIT {
  private static final List<String> PLOTS =
      List.of(
          "files-per-second",
          "megabytes-per-second",
          "stages",
          "type-files",
          "type-megabytes",
          "sizes",
          "shards",
          "outcomes");

  /** Marks a line of the page's console in the browser's log: an error or a blocked resource. */
  private static final String CONSOLE = ":CONSOLE";

  /** Far more than a loaded machine needs; a browser that hangs is a failed test. */
  private static final long TIMEOUT_SECONDS = 120;

  @TempDir Path directory;

  private Path browser;

  @BeforeEach
  void findBrowser() {
    Optional<Path> found = browserOnPath();
    assumeTrue(found.isPresent(), "no Chromium is installed");
    browser = found.get();
  }

  @Test
  void everyPlotIsDrawn() throws Exception {
    String page = open(RunJson.realistic());

    assertThat(page, not(containsString(CONSOLE)));
    assertThat(page, containsString("data-plots=\"drawn\""));
    assertThat(page, containsString("data-plot-count=\"" + PLOTS.size() + "\""));
    for (String plot : PLOTS) {
      assertThat(
          page,
          matchesRegex("(?s).*<canvas id=\"plot-" + plot + "\"[^>]* width=\"[1-9][0-9]{2,}\".*"));
    }
  }

  @Test
  void aRunOfNoFilesIsShownWithoutError() throws Exception {
    String page = open(RunJson.ofNoFiles());

    assertThat(page, not(containsString(CONSOLE)));
    assertThat(page, containsString("data-plot-count=\"0\""));
  }

  @Test
  void hostileNamesRunNothing() throws Exception {
    String attack =
        "</script><script>document.documentElement.dataset.owned = 1</script><img src=x>";
    ObjectNode run = RunJson.realistic();
    run.put("index", attack).put("reason", attack);
    ((ObjectNode) run.path("counts")).put("type." + attack + ".files", 90_000);

    String page = open(run);

    assertThat(page, not(containsString(CONSOLE)));
    assertThat(page, containsString("data-plots=\"drawn\""));
    assertThat(page.split("<html[^>]*data-owned", -1).length, is(1));
  }

  /** Returns the document after its script ran, without scripts, and what the browser logged. */
  private String open(ObjectNode run) throws Exception {
    Path page =
        Files.writeString(directory.resolve("report.html"), ReportPage.render(run.toString()));
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=3000",
                "--dump-dom",
                page.toUri().toString())
            .redirectErrorStream(true)
            .start();
    try {
      return PageMarkup.visible(
          CompletableFuture.supplyAsync(() -> output(process), ReportBrowserIT::runAside)
              .get(TIMEOUT_SECONDS, SECONDS));
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

  private static Optional<Path> browserOnPath() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
