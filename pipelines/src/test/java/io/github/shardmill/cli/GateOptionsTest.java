package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.shardmill.index.gate.Percent;
import io.github.shardmill.pipeline.BuildSettings.Gates;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateOptionsTest {
  private final CommandLineHarness harness = new CommandLineHarness();

  private int build(String... options) {
    String[] arguments = new String[options.length + 5];
    System.arraycopy(
        new String[] {"build", "--input", "docs", "--index", "idx"}, 0, arguments, 0, 5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    return harness.run(arguments);
  }

  @Test
  void nothingIsAskedUnlessSomebodyWantsIt() {
    assertThat(build(), is(0));
    assertThat(harness.operations.builds.get(0).gates(), is(Gates.NONE));
  }

  @Test
  void everyGateReachesTheSettings() {
    assertThat(
        build(
            "--max-drop=5",
            "--max-failures",
            "0.5%",
            "--probe",
            "title:contract>=10",
            "--probe=*:*>=1",
            "--check-segments"),
        is(0));
    assertThat(
        harness.operations.builds.get(0).gates(),
        is(
            new Gates(
                Optional.of(Percent.parse("5")),
                Optional.of(Percent.parse("0.5")),
                List.of("title:contract>=10", "*:*>=1"),
                true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--max-drop=many | 'many' is not a percentage; write for example 5 or 0.5",
        "--max-failures=101 | a percentage is 0 to 100, not 101",
        "--probe=title:contract | 'title:contract' is not a probe; write QUERY>=N",
      })
  void aWrongGateIsWrongUsage(String option, String message) {
    assertThat(build(option), is(1));
    assertThat(harness.err(), containsString(message));
    assertThat(harness.operations.builds, is(empty()));
  }

  @Test
  void aRefusalTellsWhatEveryGateFoundAndWhatToDo() {
    harness.operations.verdict = Verdict.REFUSED;
    harness.operations.reason = "title:contract>=10: 9 found";
    harness.operations.record.put("staged", true);
    ArrayNode gates = harness.operations.record.putArray("gates");
    gates.addObject().put("gate", "at most 5 % failed").put("passed", true).put("found", "0");
    gates.addObject().put("gate", "title:contract>=10").put("passed", false).put("found", "9");

    assertThat(build("--quiet"), is(3));
    assertThat(
        harness.err(),
        is(
            """
            shardmill: refused, the index is as before: title:contract>=10: 9 found
            shardmill:   passed   at most 5 % failed: 0
            shardmill:   REFUSED  title:contract>=10: 9
            shardmill: 'shardmill inspect idx --staged' shows what waits
            shardmill: 'shardmill publish idx --run run-1' publishes it all the same
            """));
  }
}
