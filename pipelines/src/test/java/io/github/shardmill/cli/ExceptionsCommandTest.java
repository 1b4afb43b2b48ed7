package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RemovalLimit;
import io.github.shardmill.pipeline.RunSummary.Changes;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionsCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final RememberedSettings BEFORE =
      new RememberedSettings(
          new Filters(List.of("**.md"), List.of(), true, true, OptionalLong.of(77)),
          new Extraction(500, Duration.ofSeconds(3)),
          "german",
          new Upkeep(new Retention(9, 1_000), new Compaction(Compaction.Measure.COUNT, 77)));

  @TempDir private Path temp;
  private final CommandLineHarness harness = new CommandLineHarness();

  private void failed(String id, Outcome outcome, String cause) {
    harness.operations.exceptions.add(
        new ExceptionEntry(id, id, outcome.name(), Map.of("cause", cause)));
  }

  @Test
  void filesThatEndedAlikeAreOneGroup() {
    for (int i = 1; i <= 5; i++) {
      failed("notes:" + i + ".docx", Outcome.TIMED_OUT, "took longer than " + i + "000 ms");
    }

    assertThat(harness.run("exceptions", "idx"), is(0));

    assertThat(
        harness.out(),
        is(
            """
            TIMED_OUT, 5 files: took longer than # ms
              what to do: raise --parse-timeout, or look at the file: it may be built to hang parsers
              notes:1.docx
              notes:2.docx
              notes:3.docx
              and 2 more

            CORRUPT, 1 file: no trailer
              what to do: open the file in its own program; restore it from a backup if it is damaged
              notes:a\\nb.pdf

            6 files in 2 groups; --list shows every file, --retry tries files again
            """));
  }

  @Test
  void listShowsAdviceAndEscapesNames() {
    assertThat(harness.run("exceptions", "idx", "--list"), is(0));

    assertThat(
        harness.out(),
        is(
            """
            CORRUPT      notes:a\\nb.pdf  (no trailer)

            outcome  documents  what to do
            CORRUPT          1  open the file in its own program; restore it from a backup if it is damaged
            total            1
            """));
  }

  @Test
  void jsonKeepsNamesAsTheyAreAndHasFilesAndGroups() throws Exception {
    assertThat(harness.run("exceptions", "idx", "--json"), is(0));

    JsonNode report = JSON.readTree(harness.out());
    assertThat(report.get("exceptions").get(0).get("id").asText(), is("notes:a\nb.pdf"));
    assertThat(report.get("total").asLong(), is(1L));
    assertThat(report.get("outcomes").get("CORRUPT").asLong(), is(1L));
    JsonNode group = report.get("groups").get(0);
    assertThat(group.get("outcome").asText(), is("CORRUPT"));
    assertThat(group.get("cause").asText(), is("no trailer"));
    assertThat(group.get("files").asLong(), is(1L));
    assertThat(group.get("examples").get(0).asText(), is("notes:a\nb.pdf"));
    assertThat(group.get("advice").asText(), containsString("open the file"));
  }

  @Test
  void noExceptionsAreSaidToBeNone() {
    harness.operations.exceptions.clear();
    assertThat(harness.run("exceptions", "idx"), is(0));
    assertThat(harness.run("exceptions", "idx", "--list"), is(0));
    assertThat(harness.out(), is("no exceptions\nno exceptions\n"));
  }

  @Test
  void outcomesAndSourcesNarrow() {
    assertThat(
        harness.run(
            "exceptions",
            "idx",
            "--outcome=crashed",
            "--outcome",
            "TIMED_OUT",
            "--source=mail",
            "--source=docs"),
        is(0));

    assertThat(
        harness.operations.selections,
        contains(
            new ExceptionSelection(
                Set.of(Outcome.CRASHED, Outcome.TIMED_OUT), Set.of("mail", "docs"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CORUPT", "OK"})
  void outcomeThatIsNoneOfThemIsToldWithThoseThereAre(String typed) {
    assertThat(harness.run("exceptions", "idx", "--outcome", typed), is(1));

    assertThat(
        harness.err(),
        allOf(
            containsString("'" + typed + "' is no outcome of an exception."),
            containsString(
                "There are TRUNCATED, ENCRYPTED, CORRUPT, UNSUPPORTED, TIMED_OUT, CRASHED,"
                    + " UNREADABLE, VANISHED, CHANGED")));
    assertThat(harness.operations.selections, is(empty()));
  }

  @Test
  void outcomeThatIsMistypedIsSuggested() {
    assertThat(harness.run("exceptions", "idx", "--outcome", "corupt"), is(1));
    assertThat(harness.err(), containsString("Did you mean 'CORRUPT'?"));
  }

  @Test
  void exportIsALineForEveryFileAndNothingElse() throws Exception {
    failed("notes:b.docx", Outcome.CRASHED, "");

    assertThat(harness.run("exceptions", "idx", "--format=jsonl"), is(0));

    List<String> lines = harness.out().lines().toList();
    assertThat(lines.size(), is(2));
    assertThat(JSON.readTree(lines.get(0)).get("id").asText(), is("notes:a\nb.pdf"));
    assertThat(harness.err(), is("shardmill: 2 exceptions\n"));
  }

  @Test
  void exportedFileIsItsOwnersAndNeverReplaced() throws IOException {
    Path file = temp.resolve("failed.csv");

    int code = harness.run("exceptions", "idx", "--format", "csv", "-o", file.toString(), "--json");
    assertThat(harness.err(), code, is(0));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-------"));
    assertThat(Files.readString(file), containsString("\"notes:a\nb.pdf\",CORRUPT,no trailer,"));
    assertThat(harness.out(), containsString("\"total\" : 1"));
    assertThat(harness.run("exceptions", "idx", "--output", file.toString()), is(1));
    assertThat(harness.err(), containsString("failed.csv is there already"));
  }

  @Test
  void retryIsAnUpdateOfTheseAndAsBefore() {
    harness.operations.remembered = Optional.of(BEFORE);

    int code =
        harness.run(
            "exceptions",
            "idx",
            "--retry",
            "--outcome=CORRUPT",
            "--source=notes",
            "--isolation=all",
            "--isolation-heap=1GiB",
            "--parse-timeout=10m",
            "--max-removals=70",
            "--max-failures=5",
            "--parallelism=3",
            "--quiet",
            "--targetParallelism=3");

    assertThat(harness.err(), code, is(0));
    BuildSettings settings = harness.operations.builds.get(0);
    assertThat(settings.target().index(), is(Path.of("idx")));
    assertThat(settings.inputs().areAsBefore(), is(true));
    assertThat(settings.filters(), is(BEFORE.filters()));
    assertThat(settings.extraction(), is(new Extraction(500, Duration.ofMinutes(10))));
    assertThat(settings.indexing().analyzer(), is("german"));
    assertThat(settings.indexing().upkeep(), is(BEFORE.upkeep()));
    assertThat(
        settings.continuation(),
        is(
            Continuation.retrying(
                new ExceptionSelection(Set.of(Outcome.CORRUPT), Set.of("notes")),
                new RemovalLimit(70))));
    assertThat(settings.execution().parallelism(), is(3));
    assertThat(settings.execution().isolation().mode(), is(Isolation.Mode.ALL));
    assertThat(settings.execution().isolation().heapBytes(), is(1L << 30));
    assertThat(settings.execution().beamOptions(), contains("--targetParallelism=3"));
    assertThat(settings.gates().maxFailures().isPresent(), is(true));
    assertThat(harness.err(), is(""));
  }

  @Test
  void retryEndsWithWhatBecameOfTheFiles() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.unchanged = 5;
    harness.operations.failed = 2;
    harness.operations.changes = new Changes(0, 1, 0, 1_234);

    assertThat(harness.run("exceptions", "idx", "--retry", "--progress=none"), is(0));

    assertThat(
        harness.err().lines().findFirst().orElseThrow(),
        is(
            "shardmill: committed run-1: 5 files tried again: 3 indexed, 2 failed, 1 gone and"
                + " removed; 12 documents written, 3.0 kB read in 1.5 s;"
                + " 1,234 new or changed left to the next update"));
  }

  @Test
  void retryEndsAsAnUpdateDoes() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.failed = 2;
    assertThat(
        harness.run("exceptions", "idx", "--retry", "--progress=none", "--max-exceptions=1"),
        is(5));
    harness.operations.verdict = Verdict.REFUSED;
    assertThat(harness.run("exceptions", "idx", "--retry", "--progress=none"), is(3));
    harness.operations.failure = Optional.of(new CommandFailure(ExitCode.BUSY, "held by run-0"));
    assertThat(harness.run("exceptions", "idx", "--retry", "--progress=none"), is(4));
    assertThat(harness.err(), endsWith("shardmill: held by run-0\n"));
  }

  @Test
  void retryOfNothingStartsNoRun() throws Exception {
    harness.operations.remembered = Optional.of(BEFORE);

    assertThat(
        harness.run(
            "exceptions", "idx", "--retry", "--outcome=CRASHED", "--source=notes", "--json"),
        is(0));

    assertThat(
        harness.err(),
        is("shardmill: nothing to do: the index has no files of notes that ended as CRASHED\n"));
    assertThat(JSON.readTree(harness.out()).get("verdict").asText(), is("UNCHANGED"));
    assertThat(harness.operations.builds, is(empty()));
  }

  @Test
  void retryPrintsTheRecordOfItsRun() throws Exception {
    harness.operations.remembered = Optional.of(BEFORE);
    assertThat(harness.run("exceptions", "idx", "--retry", "--quiet", "--json"), is(0));
    assertThat(JSON.readTree(harness.out()).get("runId").asText(), is("run-1"));
  }

  @Test
  void indexThatWasNotMadeFromFilesCannotBeTriedAgain() {
    assertThat(harness.run("exceptions", "idx", "--retry"), is(1));
    assertThat(harness.err(), containsString("idx does not say where its files are"));
    assertThat(harness.operations.builds, is(empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "--list --retry, give one of --list",
    "--list --output=x, give one of --list",
    "--format=csv --list, give one of --list",
    "--format=xml, --format",
    "--parse-timeout=5m, --parse-timeout is of use with --retry only",
    "--check-segments --list, --check-segments is of use with --retry only",
    "--targetParallelism=3, unknown option '--targetParallelism'",
    "--retry --parallelism=0, --parallelism is 0 and must be at least 1",
    "--retry --max-removals=101, --max-removals is 101.0",
    "--retry --targetParalelism=3, unknown option '--targetParalelism'",
  })
  void optionsThatDoNotGoTogetherAreTold(String options, String message) {
    harness.operations.remembered = Optional.of(BEFORE);

    assertThat(harness.run(("exceptions idx " + options).split(" ", -1)), is(1));

    assertThat(harness.err(), containsString(message));
    assertThat(harness.operations.builds, is(empty()));
  }
}
