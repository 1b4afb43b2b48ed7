package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static final List<String> SECTIONS =
      List.of(
          "accounting",
          "gates",
          "throughput",
          "stages",
          "types",
          "sizes",
          "shards",
          "outcomes",
          "failed",
          "slowest",
          "largest",
          "run");

  private final ObjectNode run = RunJson.realistic();

  @Test
  void totalsAreCards() {
    String page = render();

    assertThat(
        page,
        stringContainsInOrder(
            "<dt>Files</dt>",
            ">44,429<",
            ">40,923 indexed<",
            "<dt>Documents</dt>",
            ">48,468<",
            ">1.18 per file<",
            "<dt>Size</dt>",
            ">10.2 GB<",
            "<dt>Duration</dt>",
            ">1 min 36 s<",
            "<dt>Files per second</dt>",
            ">426<",
            "<dt>MB per second</dt>",
            ">106<",
            "<dt>Failed</dt>",
            ">122<",
            ">0.3 % of all files<"));
  }

  @Test
  void whatAnUpdateDidIsToldBesideTheParts() {
    assertThat(render(), not(containsString("removed from the index")));
    ((ObjectNode) run.path("counts"))
        .put("reused", 3)
        .put("excluded.hash", 5)
        .put("removed", 1_234)
        .put("kept", 7);

    assertThat(
        render(),
        containsString(
            "<p class=\"note\"><b>3</b> indexed with text from the index before, without parsing."
                + " <b>5</b> excluded since a digest is on the list of known files."
                + " <b>1,234</b> gone and removed from the index."
                + " <b>7</b> not found and kept, since a directory could not be listed.</p>"));
  }

  @Test
  void whatARetryLeftIsTold() {
    assertThat(render(), containsString("is in exactly one of these parts.</p>"));
    ((ObjectNode) run.path("counts")).put("postponed", 1_234);

    assertThat(
        render(),
        allOf(
            containsString("in exactly one of these parts, or was left to the next update.</p>"),
            containsString("<b>1,234</b> more new or changed, and left to the next update.</p>")));
  }

  @Test
  void everySectionIsThereOnceAndInTheContents() {
    String page = render();

    for (String section : SECTIONS) {
      assertThat(page, stringContainsInOrder("<a href=\"#" + section, "<section id=\"" + section));
      assertThat(page.split("<section id=\"" + section + "\"", -1).length, is(2));
    }
  }

  @Test
  void everyFigureStandsInATable() {
    String page = render();

    assertThat(page, containsString("discovered = indexed + unchanged"));
    assertThat(page, stringContainsInOrder("5 % fewer documents", "48468 documents", "yes"));
    assertThat(page, stringContainsInOrder("title:contract&gt;=10", "9 found", "no"));
    assertThat(
        page, stringContainsInOrder("<caption>throughput by second", "<th scope=\"row\"", "0:00"));
    assertThat(page, stringContainsInOrder("<code>extract</code>", "2 min 55 s", "1.81"));
    assertThat(
        page,
        stringContainsInOrder(
            "Files/s",
            "<code>application/pdf</code>",
            "61 (1.2 %)",
            "1 min 58 s",
            "22.5 ms",
            "44.4"));
    assertThat(page, stringContainsInOrder("other (5 types)", "313"));
    assertThat(page, stringContainsInOrder("<caption>files by size", "empty", "32\u201364 MiB"));
    assertThat(page, stringContainsInOrder("<code>ENCRYPTED</code>", "37", "remove the password"));
    assertThat(page, stringContainsInOrder("fullest holds 1.02 times the mean", "12,316"));
    assertThat(page, stringContainsInOrder("Slowest files</h2>", "(scan).pdf", "30.0 s"));
    assertThat(page, stringContainsInOrder("Largest files</h2>", "archive-2014.zip", "242 MB"));
    assertThat(page, stringContainsInOrder("parseTimeoutSeconds", "30", "**/.git/**"));
    assertThat(page, stringContainsInOrder("<caption>Inputs", "notes", "/home/ada/vault"));
  }

  @Test
  void severalWorkersAreCompared() {
    ArrayNode workers = run.putArray("workers");
    workers.addObject().put("worker", "alone-1-x").put("files", 7);
    assertThat(render(), not(containsString("<section id=\"workers\"")));
    workers
        .addObject()
        .put("worker", "node<2>-17-y")
        .put("files", 1_234)
        .put("bytes", 50_000_000)
        .put("seconds", 20)
        .put("shards", 3)
        .put("documents", 777);
    assertThat(
        render(),
        stringContainsInOrder(
            "<section id=\"workers\"",
            "alone-1-x",
            "node&lt;2&gt;-17-y",
            "1,234",
            "50.0 MB",
            "20.0 s",
            "2.5",
            "777"));
  }

  @Test
  void failedFilesHaveOutcomeAndCauseAndTheWayToTheFullList() {
    String page = render();

    assertThat(
        page,
        stringContainsInOrder(
            "12 of 122 failed files",
            "case7:contracts/2015/lease.docx",
            "ENCRYPTED",
            "a password is needed",
            "<code>runners/shardmill exceptions INDEX</code>"));
  }

  @Test
  void theSameRecordGivesTheSamePageInEveryLocale() {
    String page = page();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat("the same page", page().equals(page));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void thePageNeedsNothingButItself() {
    String page = render();

    assertThat(page, containsString("default-src 'none'"));
    assertThat(page, not(containsString("http://")));
    assertThat(page, not(containsString("https://")));
    assertThat(page, not(containsString("src=\"")));
    String style = page().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
    assertThat(style, not(containsString("url(")));
    assertThat(style, not(containsString("@import")));
    assertThat("no source map", !page().contains("sourceMappingURL"));
  }

  @Test
  void thePlotLibraryKeepsItsLicence() {
    assertThat(
        page().replaceAll("(?s).*?(/\\*!\n \\* Chart.js.*?\\*/).*", "$1"),
        stringContainsInOrder("Chart.js v", "Chart.js Contributors", "MIT License"));
  }

  @Test
  void anEmptyRunIsAPageWithoutPlots() {
    String page = PageMarkup.visible(ReportPage.render(RunJson.ofNoFiles().toString()));

    assertThat(page, containsString("<dt>Files</dt><dd><span class=\"value\">0</span>"));
    assertThat(page, containsString("No file failed."));
    assertThat(page, not(containsString("<canvas")));
    assertThat(page, not(containsString("NaN")));
  }

  @ParameterizedTest
  @CsvSource({
    "COMMITTED, The index holds what this run made.",
    "REFUSED, A gate refused the commit.",
    "CONFLICT, Another run changed the index",
    "UNKNOWN, It is not known whether the commit reached the index.",
    "FAILED, The run failed.",
    "SOMETHING_NEW, The record does not say how the run ended."
  })
  void everyVerdictIsExplained(String verdict, String meaning) {
    run.put("verdict", verdict);

    assertThat(render(), containsString("<p class=\"meaning\">" + meaning));
  }

  @Test
  void theReasonOfARefusalStandsAtTheTop() {
    run.put("verdict", "REFUSED").put("reason", "12 % of the files failed, 5 % are allowed");

    assertThat(
        render(),
        stringContainsInOrder("Refused</span>", "12 % of the files failed, 5 %", "<dl class"));
  }

  @Test
  void anEquationThatDoesNotHoldIsMarked() {
    ((ObjectNode) run.path("equations").get(0)).put("holds", false).put("right", 44428);

    assertThat(render(), stringContainsInOrder("44,429", "44,428", "mark bad\">\u2717 no"));
  }

  @Test
  void anyFieldMayBeAbsent() {
    List<String> fields = new ArrayList<>();
    run.fieldNames().forEachRemaining(fields::add);

    for (String field : fields) {
      ObjectNode less = run.deepCopy();
      less.remove(field);
      assertThat(field, PageMarkup.visible(ReportPage.render(less.toString())), isWhole());
    }
    assertThat(PageMarkup.visible(ReportPage.render("{}")), isWhole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"x\"",
        "[]",
        "[[1],null,{}]",
        "{}",
        "{\"\":{\"a\":[{}]}}"
      })
  void anyFieldMayHoldSomethingElse(String value) throws Exception {
    JsonNode other = RunJson.JSON.readTree(value);
    List<String> fields = new ArrayList<>();
    run.fieldNames().forEachRemaining(fields::add);
    ObjectNode allOther = run.deepCopy();

    for (String field : fields) {
      allOther.set(field, other);
      ObjectNode oneOther = run.deepCopy();
      oneOther.set(field, other);
      assertThat(field, PageMarkup.visible(ReportPage.render(oneOther.toString())), isWhole());
    }
    assertThat(PageMarkup.visible(ReportPage.render(allOther.toString())), isWhole());
  }

  @Test
  void anyCounterMayHoldSomethingElse() {
    ObjectNode counts = run.putObject("counts");
    for (String kind : new String[] {"type", "size", "outcome", "stage", "throughput"}) {
      for (String name : new String[] {"", ".", "-99", "0", "9223372036854775807", "x.y"}) {
        counts.put(kind + "." + name + ".files", 9_007_199_254_740_992L);
        counts.put(kind + "." + name + ".bytes", -5);
        counts.put(kind + "." + name + ".millis", "many");
        counts.put(kind + "." + name, 1.5);
      }
    }

    assertThat(render(), isWhole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"runId\":", "[1,2]", "\"text\"", "\u0000", "<html>"})
  void whatIsNoRecordGivesAPageThatSaysSo(String text) {
    assertThat(
        PageMarkup.visible(ReportPage.render(text)),
        allOf(containsString("The run record cannot be read"), isWhole()));
  }

  /** The page without its scripts and styles, which would drown a failed assertion's message. */
  private String render() {
    return PageMarkup.visible(page());
  }

  private String page() {
    return ReportPage.render(run.toString());
  }

  private static Matcher<String> isWhole() {
    return allOf(
        startsWith("<!DOCTYPE html>"),
        containsString("<dl class=\"cards\">"),
        endsWith("</html>\n"),
        not(containsString("{{")));
  }
}
