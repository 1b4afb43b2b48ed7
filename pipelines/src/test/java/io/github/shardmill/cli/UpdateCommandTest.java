package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.PasswordFile;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RemovalLimit;
import io.github.shardmill.pipeline.Retry;
import io.github.shardmill.pipeline.RunSummary.Changes;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateCommandTest {
  private static final RememberedSettings BEFORE =
      new RememberedSettings(
          new Filters(List.of("**.md"), List.of("old/**"), true, true, OptionalLong.of(77)),
          new Extraction(500, Duration.ofSeconds(3)),
          "german",
          new Upkeep(new Retention(9, 1_000), new Compaction(Compaction.Measure.COUNT, 77)));

  private final CommandLineHarness harness = new CommandLineHarness();

  private int update(String... more) {
    List<String> arguments = new ArrayList<>(List.of("update", "idx", "--progress=none"));
    arguments.addAll(List.of(more));
    return harness.run(arguments.toArray(String[]::new));
  }

  private BuildSettings settings(String... more) {
    int code = update(more);
    assertThat(harness.err(), code, is(0));
    return harness.operations.builds.get(0);
  }

  @Test
  void everythingIsAsInTheRunBefore() {
    harness.operations.remembered = Optional.of(BEFORE);
    BuildSettings settings = settings();

    assertThat(settings.target().index(), is(Path.of("idx")));
    assertThat(settings.inputs().areAsBefore(), is(true));
    assertThat(settings.filters(), is(BEFORE.filters()));
    assertThat(settings.extraction(), is(BEFORE.extraction()));
    assertThat(settings.indexing().analyzer(), is("german"));
    assertThat(settings.indexing().upkeep(), is(BEFORE.upkeep()));
    assertThat(settings.continuation(), is(Continuation.UPDATE));
  }

  @Test
  void whatIsGivenTakesThePlaceOfWhatWasBefore() {
    harness.operations.remembered = Optional.of(BEFORE);
    BuildSettings settings =
        settings(
            "--input",
            "notes=vault",
            "--include",
            "**.txt",
            "--no-hidden",
            "--no-prune",
            "--max-text=9",
            "--analyzer=english",
            "--keep-for=1h");

    assertThat(settings.inputs().inputs(), contains(new Input(Optional.of("notes"), "vault")));
    assertThat(
        settings.filters(),
        is(new Filters(List.of("**.txt"), List.of("old/**"), false, false, OptionalLong.of(77))));
    assertThat(settings.extraction(), is(new Extraction(9, Duration.ofSeconds(3))));
    assertThat(settings.indexing().analyzer(), is("english"));
    assertThat(settings.indexing().upkeep().retention(), is(new Retention(9, 3_600_000)));
  }

  @Test
  void listOfKnownFilesIsThatOfTheRunBeforeUntilAPersonSaysOtherwise() {
    Filters before = BEFORE.filters().withExcludedHashes(Optional.of("file:///lists/old.txt"));
    harness.operations.remembered =
        Optional.of(
            new RememberedSettings(
                before, BEFORE.extraction(), BEFORE.analyzer(), BEFORE.upkeep()));
    update();
    update("--exclude-hashes=/lists/new.txt");
    update("--no-exclude-hashes");
    assertThat(
        harness.operations.builds.stream().map(build -> build.filters().excludedHashes()).toList(),
        contains(
            Optional.of("file:///lists/old.txt"),
            Optional.of("file:///lists/new.txt"),
            Optional.empty()));
    assertThat(update("--exclude-hashes=/lists/new.txt", "--no-exclude-hashes"), is(1));
  }

  @Test
  void picturesAreReadAsInTheRunBeforeUntilAPersonSaysOtherwise() {
    Ocr before = new Ocr("deu", "/opt/bin");
    harness.operations.remembered =
        Optional.of(
            new RememberedSettings(
                BEFORE.filters(),
                BEFORE.extraction().withOcr(before),
                BEFORE.analyzer(),
                BEFORE.upkeep()));
    update();
    update("--ocr-languages=eng+deu");
    update("--ocr-path=/usr/bin");
    update("--no-ocr");
    harness.operations.remembered = Optional.of(BEFORE);
    update("--ocr");
    assertThat(
        harness.operations.builds.stream().map(build -> build.extraction().ocr()).toList(),
        contains(
            before,
            new Ocr("eng+deu", "/opt/bin"),
            new Ocr("deu", "/usr/bin"),
            Ocr.NONE,
            new Ocr("eng", "")));
    assertThat(update("--ocr-languages=eng"), is(1));
    assertThat(harness.err(), containsString("--ocr-languages and --ocr-path need --ocr"));
    assertThat(update("--ocr", "--ocr-languages=-x"), is(1));
  }

  @Test
  void passwordsAreThoseOfTheRunBeforeUntilAPersonSaysOtherwise(@TempDir Path lists)
      throws Exception {
    Path before = Files.writeString(lists.resolve("before"), "marmalade");
    Path now = Files.writeString(lists.resolve("now"), "umbrella");
    PasswordFile asItWas = new PasswordFile(before.toUri().toString(), 1);
    harness.operations.remembered =
        Optional.of(
            new RememberedSettings(
                BEFORE.filters(),
                BEFORE.extraction().withPasswords(Optional.of(asItWas)),
                BEFORE.analyzer(),
                BEFORE.upkeep()));
    update();
    update("--passwords=" + now);
    update("--no-passwords");
    assertThat(
        harness.operations.builds.stream().map(build -> build.extraction().passwords()).toList(),
        contains(
            Optional.of(PasswordFile.at(before.toUri().toString())),
            Optional.of(PasswordFile.at(now.toUri().toString())),
            Optional.empty()));
    assertThat(update("--no-passwords", "--passwords=" + now), is(1));
    Files.delete(before);
    assertThat(update(), is(1));
    assertThat(harness.err(), containsString("--no-passwords goes on without one"));
    assertThat(harness.err(), not(containsString("marmalade")));
  }

  @Test
  void howFilesAreComparedReachesTheSettings() {
    harness.operations.remembered = Optional.of(BEFORE);
    Continuation continuation =
        settings("--checksum", "--no-retry", "--max-removals", "62.5").continuation();
    assertThat(
        continuation,
        is(new Continuation(true, false, true, Retry.NONE, false, new RemovalLimit(62.5))));
  }

  @Test
  void indexWithoutAnEarlierRunNeedsInputs() {
    assertThat(update(), is(1));
    assertThat(harness.err(), containsString("nothing to index: give --input, --sources or"));
    assertThat(harness.operations.builds, is(empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "--max-removals=101, --max-removals is 101.0 and must be from 0 to 100 percent",
    "--max-removals=-1, --max-removals is -1.0 and must be from 0 to 100 percent",
    "--max-removals=many, 'many'",
    "--fresh, --fresh",
  })
  void wrongOptionsAreTold(String option, String message) {
    harness.operations.remembered = Optional.of(BEFORE);
    assertThat(update(option), is(1));
    assertThat(harness.err(), containsString(message));
    assertThat(harness.operations.builds, is(empty()));
  }

  @Test
  void indexHasToBeNamed() {
    assertThat(harness.run("update"), is(1));
    assertThat(harness.err(), containsString("INDEX"));
  }

  @Test
  void helpSaysWhatCountsAsChanged() {
    assertThat(harness.run("update", "--help"), is(0));
    assertThat(
        harness.out(),
        allOf(
            containsString("What counts as changed:"),
            containsString("--checksum"),
            containsString("--no-retry"),
            containsString("--max-removals=PERCENT"),
            not(containsString("--fresh"))));
  }

  @Test
  void updateEndsWithWhatItChanged() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.unchanged = 7;
    harness.operations.failed = 1;
    harness.operations.changes = new Changes(1, 1_234, 5, 0);
    settings();
    assertThat(
        harness.err().lines().findFirst().orElseThrow(),
        is(
            "shardmill: committed run-1: 2 added or changed (1 not parsed again), 1,234 removed,"
                + " 5 kept though not found, 7 unchanged, 1 failed;"
                + " 12 documents written, 3.0 kB read in 1.5 s"));
  }

  @Test
  void filesOnTheListOfKnownFilesAreToldBesideTheOthers() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.unchanged = 5;
    harness.operations.excluded = 3;
    settings();
    assertThat(
        harness.err().lines().findFirst().orElseThrow(),
        is(
            "shardmill: committed run-1: 2 added or changed, 5 unchanged, 3 excluded (3 by hash);"
                + " 12 documents written, 3.0 kB read in 1.5 s"));
  }

  @Test
  void updateThatFoundNothingNewSaysSo() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.unchanged = 10;
    harness.operations.verdict = Verdict.UNCHANGED;
    settings();
    assertThat(
        harness.err(),
        containsString("shardmill: nothing has changed: 0 added or changed, 10 unchanged;"));
  }

  @Test
  void refusedUpdateEndsWithThree() {
    harness.operations.remembered = Optional.of(BEFORE);
    harness.operations.verdict = Verdict.REFUSED;
    harness.operations.reason = "source 'notes' is empty";
    assertThat(update(), is(3));
    assertThat(
        harness.err(), containsString("refused, the index is as before: source 'notes' is empty"));
  }
}
