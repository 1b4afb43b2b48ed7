package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

  /** Far more than a loaded machine needs; a browser that hangs is a failed test. */
  private static final long TIMEOUT_SECONDS = 120;

  @TempDir Path directory;

  private Path browser;

  /** What the browser made of a page. */
  private record Opened(String document, String log) {}

  @BeforeEach
  void findBrowser() {
    Optional<Path> found = browserOnPath();
    assumeTrue(found.isPresent(), "no Chromium is installed");
    browser = found.get();
  }

  @Test
  void everyPlotIsDrawn() throws Exception {
    Opened page = open(RunJson.realistic());

    assertThat(page.log(), not(containsString("CONSOLE")));
    assertThat(page.document(), containsString("data-plots=\"drawn\""));
    assertThat(page.document(), containsString("data-plot-count=\"" + PLOTS.size() + "\""));
    for (String plot : PLOTS) {
      assertThat(
          page.document(),
          matchesRegex("(?s).*<canvas id=\"plot-" + plot + "\"[^>]* width=\"[1-9][0-9]{2,}\".*"));
    }
  }

  @Test
  void aRunOfNoFilesIsShownWithoutError() throws Exception {
    Opened page = open(RunJson.ofNoFiles());

    assertThat(page.log(), not(containsString("CONSOLE")));
    assertThat(page.document(), containsString("data-plot-count=\"0\""));
  }

  @Test
  void hostileNamesRunNothing() throws Exception {
    String attack =
        "</script><script>document.documentElement.dataset.owned = 1</script><img src=x>";
    ObjectNode run = RunJson.realistic();
    run.put("index", attack).put("reason", attack);
    ((ObjectNode) run.path("counts")).put("type." + attack + ".files", 90_000);

    Opened page = open(run);

    assertThat(page.log(), not(containsString("CONSOLE")));
    assertThat(page.document(), containsString("data-plots=\"drawn\""));
    assertThat(page.document().split("<html[^>]*data-owned", -1).length, is(1));
  }

  private Opened open(ObjectNode run) throws Exception {
    Path page =
        Files.writeString(directory.resolve("report.html"), ReportPage.render(run.toString()));
    Path document = directory.resolve("document.html");
    Path log = directory.resolve("browser.log");
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
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat("browser ended", process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    return new Opened(Files.readString(document), Files.readString(log));
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
