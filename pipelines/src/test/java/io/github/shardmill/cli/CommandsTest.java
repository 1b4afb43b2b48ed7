package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.read.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CommandLineHarness harness = new CommandLineHarness();

  @Test
  void helpListsTheCommandsAndExitCodes() {
    assertThat(harness.run("--help"), is(0));

    assertThat(
        harness.out(),
        allOf(
            containsString("  build "),
            containsString("  search "),
            containsString("  suggest "),
            containsString("  inspect "),
            containsString("  publish "),
            containsString("  discard "),
            containsString("  verify "),
            containsString("  manifest "),
            containsString("  exceptions "),
            containsString("  duplicates "),
            containsString("another run holds the index")));
    assertThat(harness.err(), is(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "build",
        "update",
        "search",
        "suggest",
        "inspect",
        "publish",
        "discard",
        "verify",
        "manifest",
        "exceptions",
        "duplicates",
        "diff",
        "rollback",
        "pin",
        "unpin"
      })
  void helpFitsATerminalAndHasNoEscapes(String command) {
    int code = command.isEmpty() ? harness.run("--help") : harness.run(command, "--help");

    assertThat(code, is(0));
    assertThat(harness.out(), not(containsString("\u001b")));
    harness.out().lines().forEach(line -> assertThat(line, line.length(), lessThanOrEqualTo(80)));
  }

  @Test
  void theVersionNamesWhatTheProgramIsMadeOf() {
    assertThat(harness.run("--version"), is(0));

    assertThat(
        harness.out(),
        matchesPattern(
            "shardmill \\d+\\.\\d+\\.\\d+\\S*\\RBeam [\\d.]+, Lucene [\\d.]+, Tika [\\d.]+\\RJava"
                + " .*\\R"));
  }

  @Test
  void noCommandIsWrongUsage() {
    assertThat(harness.run(), is(1));
    assertThat(harness.err(), containsString("name a command"));
  }

  @ParameterizedTest
  @CsvSource({"serch, search", "biuld, build", "insp, inspect", "exeptions, exceptions"})
  void aMistypedCommandIsSuggested(String typed, String meant) {
    assertThat(harness.run(typed), is(1));
    assertThat(
        harness.err(),
        is(
            "shardmill: unknown command '"
                + typed
                + "'. Did you mean '"
                + meant
                + "'?\nTry 'shardmill --help'.\n"));
  }

  @Test
  void anOptionOfAReadingCommandIsSuggested() {
    assertThat(harness.run("search", "idx", "word", "--limt", "3"), is(1));
    assertThat(harness.err(), containsString("unknown option '--limt'. Did you mean '--limit'?"));
  }

  @Test
  void missingAndSurplusArgumentsAreNamed() {
    assertThat(harness.run("inspect"), is(1));
    assertThat(harness.err(), containsString("INDEX"));
    assertThat(harness.run("inspect", "a", "b"), is(1));
    assertThat(harness.err(), containsString("one argument too many: 'b'"));
  }

  @Test
  void aSearchTakesWordsLimitAndFields() {
    assertThat(
        harness.run("search", "idx", "two", "words", "-n", "7", "--fields", "id,size"), is(0));

    SearchRequest request = harness.operations.searches.get(0);
    assertThat(request.query(), is("two words"));
    assertThat(request.limit(), is(7));
    assertThat(request.fields(), contains("id", "size"));
    assertThat(request.dateFields(), containsInAnyOrder("created", "modified"));
  }

  @Test
  void wordsBehindTwoDashesMayBeginWithADash() {
    assertThat(harness.run("search", "idx", "--", "-draft", "+final"), is(0));

    assertThat(harness.operations.searches.get(0).query(), is("-draft +final"));
  }

  @Test
  void aLimitOutOfBoundsIsWrongUsage() {
    assertThat(harness.run("search", "idx", "word", "--limit", "-1"), is(1));
    assertThat(harness.err(), containsString("limit is 0 to 100000, not -1"));
  }

  @Test
  void somethingThatIsNoIndexEndsAsTheEngineSays() {
    harness.operations.failure =
        Optional.of(new CommandFailure(ExitCode.USAGE, "not an index: /tmp"));

    assertThat(harness.run("search", "/tmp", "word"), is(1));
    assertThat(harness.err(), is("shardmill: not an index: /tmp\n"));
  }

  @Test
  void whatToKnowBeforeTrustingAResultIsAMessage() {
    harness.operations.notice = Optional.of("another program committed on top");

    assertThat(harness.run("search", "idx", "word", "--json"), is(0));
    assertThat(harness.run("exceptions", "idx", "--json"), is(0));
    assertThat(harness.err(), is("shardmill: another program committed on top\n".repeat(2)));
  }

  @Test
  void inspectAsJsonHasTheNamesThatScriptsRead() throws Exception {
    assertThat(harness.run("inspect", "idx", "--json"), is(0));

    JsonNode index = JSON.readTree(harness.out());
    assertThat(index.get("location").asText(), is(Path.of("idx").toAbsolutePath().toString()));
    for (String name :
        List.of(
            "documents",
            "deletedDocuments",
            "segments",
            "generation",
            "schema",
            "logicalDigest",
            "lastRun")) {
      assertThat(name, index.has(name), is(true));
    }
    assertThat(index.get("lastRun").get("linkedFiles").asLong(), is(7L));
  }

  @Test
  void inspectAsTextIsAligned() {
    assertThat(harness.run("inspect", "idx"), is(0));

    assertThat(
        harness.out(),
        allOf(
            containsString("index       idx\ndocuments   5 and 1 deleted\n"),
            containsString(
                "last run    run-1\n            its record is the one that was committed\n"
                    + "            7 files: 6 indexed, 0 unch"),
            containsString("\n1.0 kB on disk\n"),
            containsString("  stored text and fields  500 B   50 %\n"),
            containsString("2.0 kB read in 1.5 s; 7 index files linked, 0 copied\n"),
            containsString("  segment  documents  deleted    size  Lucene\n"),
            containsString("  _0               5        1  1.0 kB  9.12.3\n"),
            containsString("  id      keyword          6      6\n  digest\n"),
            containsString(
                "  generation  committed             by        documents    size  its own  run\n"),
            containsString(
                "           2  2026-11-20 12:00:00Z  rollback          5  1.0 kB     10 B  back"
                    + "             restored 1; pinned: before the move\n"),
            containsString("  5  1.0 kB     10 B  another program\n")));
  }

  @Test
  void aCheckThatFailsIsExitCodeTwo() {
    assertThat(harness.run("verify", "idx"), is(0));
    harness.operations.sound = false;
    assertThat(harness.run("verify", "idx"), is(2));
    assertThat(
        harness.out(),
        is(
            """
            result  check    detail
            ok      digests  5 are equal

            sound: all 1 check passed
            result  check    detail
            FAILED  digests  5 are equal

            NOT SOUND: 1 check failed
            """));
    assertThat(harness.err(), is(""));
  }

  @Test
  void aManifestIsCheckedBehindTheIndex() {
    assertThat(harness.run("verify", "idx", "--manifest=m.csv"), is(0));
    assertThat(
        harness.out(),
        is(
            """
            result  check        detail
            ok      digests      5 are equal
            part    exportLines  of m.csv

            sound: all 2 checks passed
            1 check passed in part only
            """));
  }

  @Test
  void filesThatAreNotAsIndexedAreListed() throws Exception {
    assertThat(harness.run("verify", "idx", "--against-sources"), is(2));
    assertThat(
        harness.out(),
        is(
            """
            result  check    detail
            ok      digests  5 are equal
            FAILED  sources  5 as indexed, 12 altered under the same time

            12 files altered under the same time:
              n:b\\n
              n:c
              and 10 more

            NOT SOUND: 1 check failed
            """));
  }

  @Test
  void comparisonWithTheSourcesIsPartOfTheJson() throws Exception {
    assertThat(harness.run("verify", "idx", "--against-sources", "--json"), is(2));
    JsonNode json = JSON.readTree(harness.out());
    assertThat(json.at("/sources/states/ALTERED/files").asInt(), is(12));
    assertThat(json.at("/sources/states/ALTERED/firstIds/1").asText(), is("n:c"));
    assertThat(json.at("/findings/1/severity").asText(), is("BROKEN"));
  }

  @Test
  void aManifestGoesToStandardOutputAndItsSumBesideIt() {
    assertThat(harness.run("manifest", "idx", "--format=csv", "--previous=old"), is(0));
    assertThat(harness.out(), is("CSV after old\n"));
    assertThat(
        harness.err(),
        is("shardmill: 1 file, 2 documents of generation 7; the chain ends with feed\n"));
  }

  @Test
  void aManifestIsWrittenWholeAndOverNothing(@TempDir Path directory) throws IOException {
    String file = directory.resolve("m.jsonl").toString();
    harness.operations.failure = Optional.of(new CommandFailure(ExitCode.FAILED, "torn"));
    assertThat(harness.run("manifest", "idx", "--output", file), is(2));
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.toList(), is(empty()));
    }
    harness.operations.failure = Optional.empty();
    assertThat(harness.run("manifest", "idx", "--output", file, "--json"), is(0));
    assertThat(Files.readString(Path.of(file)), is("JSONL after nothing\n"));
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))),
        is("rw-------"));
    assertThat(harness.out(), containsString("\"chain\" : \"feed\""));
    assertThat(harness.run("manifest", "idx", "--output", file), is(1));
    assertThat(harness.err(), containsString("m.jsonl is there already"));
  }
}
