package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.cli.RealCommandLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a real browser; skipped where none is installed. */
@Tag("browser")
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

  @TempDir Path directory;

  private HeadlessBrowser browser;

  @BeforeEach
  void findBrowser() {
    Optional<HeadlessBrowser> found = HeadlessBrowser.find(directory.resolve("profile"));
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
    return PageMarkup.visible(browser.open(write(run)));
  }

  private Path write(JsonNode run) throws IOException {
    return Files.writeString(directory.resolve("report.html"), ReportPage.render(run.toString()));
  }

  /** Returns what the probe sees of a report: drawn, narrow, and plain, that is without script. */
  private JsonNode look(JsonNode run, String... flags) throws Exception {
    write(run);
    Path probe = directory.resolve("probe.html");
    try (InputStream in = ReportBrowserIT.class.getResourceAsStream("probe.html")) {
      Files.copy(in, probe, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--allow-file-access-from-files");
    String seen = browser.open(probe, all.toArray(String[]::new));
    // The plain frame is told not to run its scripts, which the browser notes.
    assertThat(
        seen.lines()
            .filter(line -> line.contains(CONSOLE) && !line.contains("Blocked script execution"))
            .toList(),
        is(empty()));
    Matcher found = Pattern.compile("<pre id=\"found\">(\\{.*?})</pre>").matcher(seen);
    assertThat(seen, found.find(), is(true));
    return RunJson.JSON.readTree(found.group(1).replace("&lt;", "<").replace("&amp;", "&"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String grouped(JsonNode run, String count) {
    return String.format(Locale.ROOT, "%,d", run.path(count).asLong());
  }

  private static void assertShows(JsonNode run, JsonNode seen) {
    assertThat(
        texts(seen.path("cards")),
        hasItems(
            "Files: " + grouped(run, "discovered"),
            "Documents: " + grouped(run, "documents"),
            "Failed: " + grouped(run, "failed")));
    List<String> parts = texts(seen.path("parts"));
    int i = 0;
    for (String part : List.of("indexed", "unchanged", "duplicates", "excluded", "failed")) {
      assertThat(parts.get(i++), startsWith(part + " " + grouped(run, part) + " "));
    }
  }

  private static void assertUsable(JsonNode run, JsonNode seen) {
    for (String frame : List.of("drawn", "narrow", "plain")) {
      JsonNode page = seen.path(frame);
      assertShows(run, page);
      assertThat(frame, page.path("overflowPixels").asInt(), is(0));
      assertThat(frame, texts(page.path("requests")), is(empty()));
      assertThat(frame, page.path("shownTables"), is(page.path("tables")));
      assertThat(frame, texts(page.path("scrolling")), not(hasItem("failed")));
    }
    assertThat(seen.path("plain").path("drawn").asBoolean(), is(false));
    assertThat(seen.path("plain").path("shownPlots").asInt(), is(0));
    for (String frame : List.of("drawn", "narrow")) {
      assertThat(frame, seen.path(frame).path("drawn").asBoolean(), is(true));
      assertThat(
          frame,
          texts(seen.path(frame).path("painted")).size(),
          is(seen.path(frame).path("shownPlots").asInt()));
    }
  }

  @Test
  void pageOfARealRunSaysWhatItsRecordSays() throws Exception {
    Path index = directory.resolve("index");
    String corpus = Path.of("..", "samples", "corpus").toString();
    RealCommandLine.Ended built =
        RealCommandLine.run(
            "build", "--input", corpus, "--index", index.toString(), "--run-id=one", "--quiet");
    assertThat(built.err(), built.code(), is(0));
    JsonNode run = RunJson.JSON.readTree(index.resolve("shardmill/runs/one/run.json").toFile());
    assertThat(run.path("failed").asInt(), is(greaterThan(0)));

    JsonNode seen = look(run);

    assertUsable(run, seen);
    assertThat(texts(seen.path("drawn").path("painted")), is(PLOTS));
  }

  @Test
  void pageOfAnUpdateWithFailuresIsUsable() throws Exception {
    ObjectNode run = RunJson.realistic();
    run.put("mode", "UPDATE").put("discovered", 1_044_429).put("unchanged", 1_000_000);
    run.put("duplicates", 7).put("discovered", run.path("discovered").asLong() + 7);

    assertUsable(run, look(run));
  }

  @Test
  void darkAndLightPagesAreReadable() throws Exception {
    JsonNode light = look(RunJson.realistic(), "--blink-settings=preferredColorScheme=1");
    JsonNode dark = look(RunJson.realistic(), "--blink-settings=preferredColorScheme=0");

    assertThat(light.path("drawn").path("background").asText(), is("rgb(255, 255, 255)"));
    assertThat(dark.path("drawn").path("background").asText(), is("rgb(21, 24, 27)"));
    assertThat(dark.path("drawn").path("ink").asText(), is("rgb(228, 230, 232)"));
    assertThat(texts(dark.path("drawn").path("painted")), is(PLOTS));
  }
}
