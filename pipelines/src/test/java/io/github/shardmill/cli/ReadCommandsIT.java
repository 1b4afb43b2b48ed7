package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read, over an index that {@code build} made of real files. */
class ReadCommandsIT {
  /** A line break, and an override that makes what follows run from right to left. */
  private static final String ODD_NAME = "odd\nname\u202etxt.md";

  private static final FileTime MODIFIED = FileTime.from(Instant.parse("2024-03-05T12:30:00Z"));

  @TempDir private static Path directory;
  private static Path index;

  @BeforeAll
  static void buildIndex() throws IOException {
    Path docs = Files.createDirectory(directory.resolve("docs"));
    index = directory.resolve("index");
    write(
        docs.resolve("report.html"),
        "<html><head><title>Annual report</title></head><body>The budget of 2024</body></html>");
    write(docs.resolve("plan.txt"), "A plan without numbers\nand a budget to come");
    write(docs.resolve(ODD_NAME), "An odd name");
    write(docs.resolve("damaged.pdf"), "%PDF-1.4 and no more");
    write(docs.resolve("noise.bin"), "\0\1\2\3");
    write(docs.resolve("left-out.log"), "excluded");
    build(docs, index, "--exclude=*.log", "--run-id=first", "--quiet").well();
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, MODIFIED);
  }

  private static List<String> found(String query) throws IOException {
    List<String> ids = new ArrayList<>();
    JsonNode result = run("search", index, query, "--json").well().json();
    result.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
    assertThat(result.get("total").asInt(), is(ids.size()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget | docs:plan.txt docs:report.html",
        "annual | docs:report.html",
        "title:report AND budget | docs:report.html",
        "\"budget to come\" | docs:plan.txt",
        "bud*et NOT plan | docs:report.html",
        "budgte~ | docs:plan.txt docs:report.html",
        "extension:pdf | docs:damaged.pdf",
        "name:report.html | docs:report.html",
        "size:[1 TO 4] | docs:noise.bin",
        "modified:2024-03-05 AND budget | docs:plan.txt docs:report.html",
        "modified:[2024-03-05 TO *] AND annual | docs:report.html",
        "modified:[* TO 2024-03-04] | ",
      })
  void queriesFindWhatTheyMean(String query, String ids) throws Exception {
    List<String> expected = ids == null ? List.of() : List.of(ids.split(" ", -1));

    assertThat(found(query).stream().sorted().toList(), is(expected));
  }

  @Test
  void aHitTellsWhatOneWantsToKnow() {
    assertThat(
        run("search", index, "annual").well().out().replaceAll("\\([0-9.]+\\)", "(score)"),
        is(
            """
            1 hit

            1. docs:report.html  (score)
                Annual report
                text/html, 85 B, 2024-03-05 12:30:00Z
                Annual report
            """));
  }

  @Test
  void aHitThatIsNotWellSaysSo() {
    assertThat(
        run("search", index, "name:damaged.pdf").well().out(),
        containsString("application/pdf, 20 B, 2024-03-05 12:30:00Z, CORRUPT\n"));
  }

  @Test
  void namesCannotMoveTheCursor() {
    String hit = run("search", index, "odd", "--fields", "path,modified").well().out();
    String exceptions = run("exceptions", index).well().out();
    String list = run("exceptions", index, "--list").well().out();

    assertThat(
        hit,
        allOf(
            containsString("1. docs:odd\\nname\\u202etxt.md  ("),
            containsString("    path: odd\\nname\\u202etxt.md\n"),
            containsString("    modified: 2024-03-05 12:30:00Z\n"),
            not(containsString("\u202e"))));
    assertThat(exceptions + list, not(containsString("\u202e")));
  }

  @Test
  void jsonHasValuesAsTheyAreStored() throws Exception {
    JsonNode hit = run("search", index, "content:odd", "--json").well().json().get("hits").get(0);

    assertThat(hit.get("id").asText(), is("docs:" + ODD_NAME));
    assertThat(hit.get("fields").get("modified").asLong(), is(MODIFIED.toMillis()));
    assertThat(hit.get("fields").get("size").asLong(), is(11L));
    assertThat(hit.get("fields").get("sha256").asText().length(), is(64));
    JsonNode passage = hit.get("passages").get(0);
    assertThat(passage.get("text").asText(), is("An odd name"));
    assertThat(passage.get("marks").get(0).get("start").asInt(), is(3));
  }

  @Test
  void theLimitCutsHitsAndNotTheirNumber() throws Exception {
    JsonNode result = run("search", index, "*:*", "--limit=2", "--json").well().json();

    assertThat(result.get("hits").size(), is(2));
    assertThat(result.get("total").asInt(), is(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(budget | (at character 7)",
        "budget AND | (at character 10)",
        "\"budget | a quote, bracket or slash is not closed",
        "nofield:x | no field 'nofield' in this index",
        "modified:yesterday | 'yesterday' is not a date such as 2024-12-31",
      })
  void aMistakeInAQueryIsOneLine(String query, String message) {
    assertThat(run("search", index, query).refusedWith(1), containsString(message));
  }

  @Test
  void aFieldThatIsNotThereIsWrongUsage() {
    assertThat(
        run("search", index, "budget", "--fields=id,nothing").refusedWith(1),
        containsString("no field 'nothing'"));
  }

  @Test
  void inspectTellsWhatScriptsCount() throws Exception {
    JsonNode json = run("inspect", index, "--json").well().json();

    assertThat(json.get("location").asText(), is(index.toString()));
    assertThat(json.get("documents").asLong(), is(5L));
    assertThat(json.get("deletedDocuments").asLong(), is(0L));
    assertThat(json.get("generation").asLong(), is(1L));
    assertThat(json.get("schema").get("analyzer").asText(), is("standard"));
    assertThat(json.get("logicalDigest").asText().length(), is(64));
    assertThat(json.get("documentsDigest"), is(json.get("logicalDigest")));
    long documents = 0;
    for (JsonNode segment : json.get("segments")) {
      documents += segment.get("documents").asLong();
    }
    assertThat(documents, is(5L));
  }

  @Test
  void inspectHasTheCompleteRecordOfTheLastRun() throws Exception {
    JsonNode run = run("inspect", index, "--json").well().json().get("lastRun");

    assertThat(run.get("runId").asText(), is("first"));
    assertThat(run.get("verdict").asText(), is("COMMITTED"));
    assertThat(run.get("recordsMatch").asBoolean(), is(true));
    assertThat(run.get("discovered").asLong(), is(6L));
    assertThat(run.get("indexed").asLong(), is(3L));
    assertThat(run.get("unchanged").asLong(), is(0L));
    assertThat(run.get("duplicates").asLong(), is(0L));
    assertThat(run.get("excluded").asLong(), is(1L));
    assertThat(run.get("failed").asLong(), is(2L));
    assertThat(run.get("documents").asLong(), is(5L));
    assertThat(run.get("bytes").asLong(), is(85L + 43 + 11 + 20 + 4));
    assertThat(run.get("seconds").asDouble(), is(greaterThan(0.0)));
    assertThat(run.get("linkedFiles").asLong() + run.get("copiedFiles").asLong(), greaterThan(0L));
    assertThat(run.get("counts").get("outcome.CORRUPT.files").asLong(), is(1L));
    assertThat(run.get("rankings").get("slowest").size(), is(5));
  }

  @Test
  void inspectShowsWhatTakesTheRoom() {
    String text = run("inspect", index).well().out();

    assertThat(text, startsWith("index       " + index + "\ndocuments   5\n"));
    assertThat(
        text,
        allOf(
            containsString(
                "last run    first\n            its record is the one that was committed"),
            containsString("6 files: 3 indexed, 0 unchanged, 0 duplicates, 1 excluded, 2 failed"),
            containsString("\n20 fields\n"),
            containsString("\n1 commit\n"),
            not(containsString("throughput"))));
    assertThat(
        Pattern.compile("\n  stored text and fields +[0-9.]+ k?B +\\d+ %\n").matcher(text).find(),
        is(true));
  }

  @Test
  void aSoundIndexPassesEveryCheck() throws Exception {
    Ended text = run("verify", index).well();
    JsonNode json = run("verify", index, "--json").well().json();

    assertThat(text.out(), containsString("\nsound: all " + json.get("findings").size()));
    assertThat(text.err(), is(""));
    assertThat(json.get("ok").asBoolean(), is(true));
    List<String> checks = new ArrayList<>();
    json.get("findings").forEach(finding -> checks.add(finding.get("check").asText()));
    assertThat(checks.containsAll(List.of("lucene", "logicalDigest", "equations")), is(true));
  }

  @Test
  void exceptionsTellWhyAndWhatToDo() {
    String text = run("exceptions", index, "--list").well().out();

    assertThat(
        text.lines().toList(),
        contains(
            startsWith("CORRUPT      docs:damaged.pdf  ("),
            is("UNSUPPORTED  docs:noise.bin  (no parser for application/octet-stream)"),
            is(""),
            is("outcome      documents  what to do"),
            startsWith("CORRUPT              1  open the file in its own program"),
            startsWith("UNSUPPORTED          1  nothing to do unless"),
            is("total                2")));
  }

  @Test
  void exceptionsAsJsonCarryTypeSizeAndCause() throws Exception {
    JsonNode json = run("exceptions", index, "--json").well().json();

    JsonNode first = json.get("exceptions").get(0);
    assertThat(first.get("id").asText(), is("docs:damaged.pdf"));
    assertThat(first.get("outcome").asText(), is("CORRUPT"));
    assertThat(first.get("content_type").asText(), is("application/pdf"));
    assertThat(first.get("size").asLong(), is(20L));
    assertThat(first.get("advice").asText(), startsWith("open the file"));
    assertThat(json.get("total").asLong(), is(2L));
    assertThat(json.get("outcomes").get("UNSUPPORTED").asLong(), is(1L));
  }

  @Test
  void plainLuceneReadsTheIndex() throws Exception {
    try (Directory files = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(files)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      TopDocs budget = searcher.search(new TermQuery(new Term("content", "budget")), 10);
      TopDocs byId = searcher.search(new TermQuery(new Term("id", "docs:plan.txt")), 10);

      assertThat(reader.numDocs(), is(5));
      assertThat(budget.totalHits.value, is(2L));
      assertThat(
          searcher.storedFields().document(byId.scoreDocs[0].doc).get("content"),
          containsString("a budget to come"));
    }
  }

  @Test
  void anIndexMayBeMoved() throws Exception {
    Path moved = Damage.copy(index, directory.resolve("moved"));

    run("verify", moved).well();
    assertThat(
        run("search", moved, "*:*", "--json").well().out(),
        is(run("search", index, "*:*", "--json").well().out()));
  }
}
