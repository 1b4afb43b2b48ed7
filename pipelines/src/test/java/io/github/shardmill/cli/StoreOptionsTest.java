package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beam's options on commands that run no pipeline. */
class StoreOptionsTest {
  private static final String THERE = "memory://machine/docs.index";
  private static final String REGION = "--awsRegion=eu-central-1";

  private final CommandLineHarness command = new CommandLineHarness();

  @ParameterizedTest
  @ValueSource(
      strings = {"inspect", "verify", "exceptions", "duplicates", "manifest", "rollback", "pin"})
  void indexOnAnotherMachineTakesThem(String name) {
    int code = command.run(name, THERE, REGION);
    assertThat(command.err(), code, is(0));
    assertThat(command.run(name, REGION, THERE), is(0));
  }

  @Test
  void allCommandsWithMoreArgumentsTakeThem() {
    for (List<String> arguments :
        List.of(
            List.of("search", THERE, "word"),
            List.of("suggest", THERE, "word"),
            List.of("diff", THERE, "1", "2"),
            List.of("diff", "docs.index", THERE),
            List.of("publish", THERE, "--run=one"),
            List.of("discard", THERE, "--run=one"),
            List.of("verify", "docs.index", "--against-sources"))) {
      List<String> all = new ArrayList<>(arguments);
      all.add(REGION);
      int code = command.run(all.toArray(String[]::new));
      assertThat(all + command.err(), code, is(not(ExitCode.USAGE.code())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "verify", "rollback", "pin"})
  void indexOnThisMachineKnowsNoneOfThem(String name) {
    assertThat(command.run(name, "docs.index", REGION), is(ExitCode.USAGE.code()));
    assertThat(command.err(), containsString("unknown option '--awsRegion'"));
  }

  @Test
  void searchOnThisMachineKnowsNoneOfThem() {
    assertThat(command.run("search", "docs.index", "word", REGION), is(ExitCode.USAGE.code()));
    assertThat(command.err(), containsString("unknown option '--awsRegion'"));
  }

  @Test
  void mistakesAreNamedWithWhatMayBeMeant() {
    assertThat(command.run("inspect", THERE, "--awsRegoin=x"), is(ExitCode.USAGE.code()));
    assertThat(
        command.err(),
        allOf(containsString("unknown option '--awsRegoin'"), containsString("--awsRegion")));
  }

  @Test
  void valueBehindABlankIsNoWordToSearchFor() {
    int code = command.run("search", THERE, "word", "--awsRegion", "eu-central-1");
    assertThat(code, is(ExitCode.USAGE.code()));
    assertThat(command.err(), containsString("--awsRegion=VALUE"));
  }

  @Test
  void valueThatBeamRefusesIsToldUnlessItMayBeSecret() {
    assertThat(command.run("inspect", THERE, "--endpoint=::"), is(ExitCode.USAGE.code()));
    assertThat(command.err(), containsString("--endpoint: "));
    String wrong = "--awsCredentialsProvider={\"@type\": \"Hush-Hush\"}";
    assertThat(command.run("inspect", THERE, wrong), is(ExitCode.USAGE.code()));
    assertThat(
        command.err(),
        allOf(
            containsString("the value of --awsCredentialsProvider"),
            not(containsString("Hush-Hush"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "diff"})
  void schemeThatNobodyKnowsIsNamed(String name) {
    int code = command.run(name, "az://bucket/index", name.equals("diff") ? "2" : "--json");
    assertThat(code, is(ExitCode.USAGE.code()));
    assertThat(command.err(), allOf(containsString("az://"), containsString("gs")));
  }

  @Test
  void helpSaysSo() {
    assertThat(command.run("search", "--help"), is(0));
    assertThat(
        command.out(),
        allOf(containsString("s3://BUCKET/PATH"), containsString("gs://BUCKET/PATH")));
  }
}
