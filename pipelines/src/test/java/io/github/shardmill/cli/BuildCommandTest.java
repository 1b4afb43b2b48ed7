package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.BuildSettings.FileList;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.Duplicates;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuildCommandTest {
  private final CommandLineHarness harness = new CommandLineHarness();

  private BuildSettings settings(String... more) {
    List<String> arguments = new ArrayList<>(List.of("build", "--index", "idx"));
    if (!List.of(more).contains("--files-from")) {
      arguments.addAll(List.of("--input", "docs"));
    }
    arguments.addAll(Arrays.asList(more));
    int code = harness.run(arguments.toArray(new String[0]));
    assertThat(harness.err(), code, is(0));
    return harness.operations.builds.get(0);
  }

  private String usageError(String... more) {
    List<String> arguments = new ArrayList<>(List.of("build", "--index", "idx", "--input", "docs"));
    arguments.addAll(Arrays.asList(more));
    assertThat(harness.run(arguments.toArray(new String[0])), is(1));
    assertThat(harness.operations.builds, is(empty()));
    assertThat(harness.out(), is(""));
    return harness.err();
  }

  @Test
  void defaultsAreThoseOfTheSettings() {
    BuildSettings settings = settings();

    assertThat(settings.inputs().inputs(), contains(new Input(Optional.empty(), "docs")));
    assertThat(settings.target().index(), is(Path.of("idx")));
    assertThat(settings.target().workDirectory(), is(Optional.empty()));
    assertThat(settings.target().runId(), is(Optional.empty()));
    assertThat(settings.indexing().analyzer(), is("standard"));
    assertThat(settings.indexing().shards(), is(OptionalInt.empty()));
    assertThat(settings.indexing().ramBufferBytes(), is(OptionalLong.empty()));
    assertThat(settings.execution().parallelism(), is(Runtime.getRuntime().availableProcessors()));
    assertThat(settings.execution().batchSize(), is(100));
    assertThat(settings.execution().beamOptions(), is(empty()));
    assertThat(settings.extraction().maxTextCharacters(), is(10_000_000));
    assertThat(settings.extraction().parseTimeout(), is(Duration.ofMinutes(2)));
    assertThat(settings.filters().hidden(), is(false));
    assertThat(settings.filters().prune(), is(false));
    assertThat(settings.filters().maxFileSizeBytes(), is(OptionalLong.empty()));
    assertThat(settings.continuation().resume(), is(false));
  }

  @Test
  void aRunGoesOnFromAnInterruptedOneIfItIsToldTo() {
    assertThat(settings("--resume").continuation().resume(), is(true));
  }

  @Test
  void inputsRepeatAndMayHaveNames() {
    BuildSettings settings = settings("-i", "notes=/home/me/my vault", "--input", "./a=b");

    assertThat(
        settings.inputs().inputs(),
        contains(
            new Input(Optional.empty(), "docs"),
            new Input(Optional.of("notes"), "/home/me/my vault"),
            new Input(Optional.empty(), "./a=b")));
  }

  @Test
  void aListOfFilesTakesThePlaceOfInputs() {
    BuildSettings settings = settings("--files-from", "-", "--base", "/data");

    assertThat(settings.inputs().fileList(), is(Optional.of(new FileList("-", Path.of("/data")))));
  }

  @Test
  void filtersAreTakenInTheOrderGiven() {
    BuildSettings settings =
        settings(
            "--include",
            "**.md",
            "--exclude",
            "a,b/**",
            "--include",
            "*.txt",
            "--hidden",
            "--prune",
            "--max-file-size",
            "10MB",
            "--duplicates=collapse");

    assertThat(settings.filters().includes(), contains("**.md", "*.txt"));
    assertThat(settings.filters().excludes(), contains("a,b/**"));
    assertThat(settings.filters().hidden(), is(true));
    assertThat(settings.filters().prune(), is(true));
    assertThat(settings.filters().maxFileSizeBytes(), is(OptionalLong.of(10_000_000)));
    assertThat(settings.filters().duplicates(), is(Duplicates.COLLAPSE));
  }

  @Test
  void everyNumberReachesTheSettings() {
    BuildSettings settings =
        settings(
            "--shards=3",
            "--parallelism=5",
            "--batch-size=7",
            "--ram-buffer=64M",
            "--max-text=9",
            "--parse-timeout=2m",
            "--analyzer=german",
            "--work-dir=/w",
            "--run-id=r.1");

    assertThat(settings.indexing().shards(), is(OptionalInt.of(3)));
    assertThat(settings.execution().parallelism(), is(5));
    assertThat(settings.execution().batchSize(), is(7));
    assertThat(settings.indexing().ramBufferBytes(), is(OptionalLong.of(64L << 20)));
    assertThat(settings.extraction().maxTextCharacters(), is(9));
    assertThat(settings.extraction().parseTimeout(), is(Duration.ofMinutes(2)));
    assertThat(settings.indexing().analyzer(), is("german"));
    assertThat(settings.target().workDirectory(), is(Optional.of(Path.of("/w"))));
    assertThat(settings.target().runId(), is(Optional.of("r.1")));
  }

  @Test
  void optionsOfBeamPassThroughUntouched() {
    BuildSettings settings =
        settings("--runner=DirectRunner", "--jobName=a b", "--enforceImmutability=false");

    assertThat(
        settings.execution().beamOptions(),
        contains("--runner=DirectRunner", "--jobName=a b", "--enforceImmutability=false"));
  }

  @Test
  void aMistypedOptionOfOursIsSuggested() {
    assertThat(
        usageError("--paralelism=3"),
        is(
            """
            shardmill: unknown option '--paralelism'. Did you mean '--parallelism'?
            Try 'shardmill build --help'.
            """));
  }

  @Test
  void aMistypedOptionOfBeamIsSuggested() {
    assertThat(
        usageError("--enforceImutability=false"),
        containsString("Did you mean '--enforceImmutability'?"));
  }

  @Test
  void anOptionLikeNothingIsNotSuggested() {
    String message = usageError("--qwertyuiopasd");

    assertThat(message, containsString("unknown option '--qwertyuiopasd'."));
    assertThat(message, not(containsString("mean")));
  }

  @Test
  void aStrayArgumentIsNamed() {
    assertThat(
        usageError("--runner", "DirectRunner"),
        containsString("unexpected argument 'DirectRunner'. Beam's options are written"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--shards=0 | --shards is 0 and must be at least 1",
        "--shards=5000 | --shards is 5000 and must be at most 4096",
        "--shards=x | Invalid value for option '--shards': 'x' is not an int",
        "--parallelism=0 | --parallelism is 0 and must be at least 1",
        "--batch-size=0 | --batch-size is 0 and must be at least 1",
        "--ram-buffer=1k | --ram-buffer in bytes is 1024 and must be at least 1048576",
        "--max-text=0 | --max-text is 0 and must be at least 1",
        "--parse-timeout=0s | --parse-timeout in milliseconds is 0 and must be at least 1",
        "--parse-timeout=60 | '60' is not a time; write for example 500ms, 60s or 2m",
        "--max-file-size=huge | 'huge' is not a size; write for example 4096, 10MB, 64M or 1.5GiB",
        "--analyzer=germn | unknown analyser 'germn'. Did you mean 'german'?",
        "--run-id=../x | run id '../x' may hold letters",
        "--input= | an input needs a path",
        "--files-from=list | --files-from and --base go together",
        "--progress=loud | Invalid value for option '--progress'",
      })
  void aWrongValueIsOneLine(String option, String message) {
    String printed = usageError(option);

    assertThat(printed, allOf(startsWith("shardmill: "), containsString(message)));
    assertThat(printed.lines().toList(), hasSize(2));
  }

  @Test
  void inputsAndAListExcludeEachOther() {
    assertThat(
        usageError("--files-from", "l", "--base", "b"),
        containsString("give one of --input, --sources and --files-from"));
  }

  @Test
  void anIndexAndSomethingToIndexAreNeeded() {
    assertThat(harness.run("build", "--input", "a"), is(1));
    assertThat(harness.run("build", "--index", "a"), is(1));
    assertThat(
        harness.err(),
        allOf(
            containsString("say where the index goes: --index DIR"),
            containsString("nothing to index: give --input, --sources or --files-from")));
  }

  @Test
  void aCommittedRunEndsWithItsTotals() {
    settings("--progress=none");

    assertThat(harness.out(), is(""));
    assertThat(
        harness.err(),
        is(
            "shardmill: committed run-1: 10 of 10 files indexed; 12 documents, 3.0 kB in 1.5 s"
                + " (8.0 documents/s, 2.0 kB/s)\n"));
  }

  @Test
  void whatIsMissingFromTheIndexIsTold() {
    harness.operations.unreadableDirectories = 2;
    settings("--progress=none");

    assertThat(harness.err(), containsString(" directories that could not be listed: 2\n"));
  }

  @Test
  void quietSaysNothing() {
    settings("--quiet");

    assertThat(harness.err() + harness.out(), is(""));
  }

  @Test
  void jsonIsTheRecordOfTheRun() throws Exception {
    settings("--json");

    JsonNode run = JsonMapper.builder().build().readTree(harness.out());
    assertThat(run.get("runId").asText(), is("run-1"));
    assertThat(run.get("verdict").asText(), is("COMMITTED"));
  }

  @Test
  void aRunThatLeftNoRecordPrintsNone() {
    harness.operations.verdict = Verdict.CANCELLED;

    assertThat(harness.run("build", "-i", "d", "--index", "i", "--json"), is(130));
    assertThat(harness.out(), is(""));
  }

  @Test
  void theEndTellsWhereTheReportIs() {
    harness.operations.report = Optional.of(Path.of("idx", "report.html"));
    settings("--progress=none");

    assertThat(harness.err(), endsWith("\nshardmill: report: idx/report.html\n"));
  }

  @Test
  void theHelpNamesTheLimitsThatHold() {
    assertThat(harness.run("build", "--help"), is(0));

    assertThat(
        harness.out().replaceAll("\\s+", " "),
        allOf(containsString("cut. Default: 10000000."), containsString("60s, 2m. Default: 2m.")));
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void everyVerdictHasItsExitCode(Verdict verdict) {
    harness.operations.verdict = verdict;
    harness.operations.reason = "because";

    int code = harness.run("build", "--index", "idx", "--input", "docs");

    int expected =
        switch (verdict) {
          case COMMITTED, UNCHANGED, SUBMITTED -> 0;
          case REFUSED -> 3;
          case CONFLICT -> 4;
          case UNKNOWN -> 2;
          case CANCELLED -> 130;
        };
    assertThat(code, is(expected));
  }

  @Test
  void moreFailedFilesThanAllowedIsFive() {
    harness.operations.failed = 3;

    assertThat(harness.run("build", "-i", "d", "--index", "i", "--max-exceptions", "2"), is(5));
    assertThat(harness.run("build", "-i", "d", "--index", "i", "--max-exceptions", "3"), is(0));
    assertThat(harness.err(), containsString("'shardmill exceptions i' lists what failed"));
  }

  @Test
  void aDryRunOnlyPlans() {
    assertThat(harness.run("build", "-i", "d", "--index", "i", "--dry-run"), is(0));

    assertThat(harness.operations.builds, is(empty()));
    assertThat(harness.operations.plans, hasSize(1));
    assertThat(
        harness.out(),
        equalTo(
            """
            2 files to index, 1.5 kB; 1 excluded; 0 unreadable directories
            free disk needed: about 9.0 MB

              type    files   bytes
              (none)      1  1.0 kB
              txt         1   500 B
            """));
  }

  @Test
  void aFailureThatIsKnownIsOneLineWithItsCode() {
    harness.operations.failure =
        Optional.of(new CommandFailure(ExitCode.BUSY, "another run holds the index"));

    assertThat(harness.run("build", "-i", "d", "--index", "i"), is(4));
    assertThat(harness.err(), is("shardmill: another run holds the index\n"));
  }

  @Test
  void aFailureThatIsUnknownNamesItsRoot() {
    harness.operations.failure =
        Optional.of(new IllegalStateException(new java.io.IOException("No space left\non x")));

    assertThat(harness.run("build", "-i", "d", "--index", "i"), is(2));
    assertThat(harness.err(), is("shardmill: IOException: No space left\n"));
  }
}
