package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
  private static final IndexLayout LAYOUT = new IndexLayout(Path.of("/index"));

  @ParameterizedTest
  @ValueSource(
      strings = {".", "..", ".hidden", "-x", "_x", "a/b", "a b", "a\n", "é", "../x", "a\u0000"})
  void runIdThatIsNoPlainFileNameIsRefused(String id) {
    assertThrows(IllegalArgumentException.class, () -> RunSettings.DEFAULT.withRunId(id));
  }

  @Test
  void runIdHasAtMost100Characters() {
    RunSettings.DEFAULT.withRunId("a".repeat(100));
    assertThrows(
        IllegalArgumentException.class, () -> RunSettings.DEFAULT.withRunId("a".repeat(101)));
  }

  @Test
  void newRunIdsAreValidAndDiffer() {
    String id = RunSettings.newRunId();
    assertThat(id, matchesPattern("\\d{8}-\\d{6}-[0-9a-f]{8}"));
    assertThat(RunSettings.newRunId(), is(not(id)));
    assertThat(RunSettings.DEFAULT.withRunId(id).runId(), is(id));
  }

  @Test
  void thereIsAtLeastOneShard() {
    assertThrows(IllegalArgumentException.class, () -> RunSettings.DEFAULT.withShards(0));
  }

  @Test
  void everySettingReachesThePlanAndKeepsTheOthers() {
    RunPlan.Equation equation = new RunPlan.Equation(List.of("a"), List.of("b"));
    RunSettings settings =
        RunSettings.DEFAULT
            .withRunId("run")
            .withMode(RunPlan.Mode.UPDATE)
            .withShards(7)
            .withWorkDirectory("/work")
            .withChecks(List.of(equation), List.of("a"))
            .withDetails("{\"x\":1}");
    IndexSchema schema = IndexSchema.of();
    RunPlan plan = settings.plan(schema, 12);
    assertThat(
        plan,
        equalTo(
            new RunPlan(
                "run",
                RunPlan.Mode.UPDATE,
                12,
                7,
                schema,
                List.of(equation),
                List.of("a"),
                "{\"x\":1}",
                plan.startedMillis(),
                CommitPolicy.DEFAULT,
                "{}")));
    assertThat(settings.workspace(LAYOUT).work(), is("/work/shardmill-run"));
    assertThat(
        settings.withWorkDirectory("").workspace(LAYOUT).work(), is("/index/shardmill/work/run"));
  }

  @Test
  void runWithoutIdHasNoPlaceForItsFiles() {
    assertThrows(IllegalStateException.class, () -> RunSettings.DEFAULT.workspace(LAYOUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "{", "text"})
  void detailsThatAreNoObjectAreRefusedBeforeTheRun(String details) {
    RunSettings settings = RunSettings.DEFAULT.withRunId("run").withDetails(details);
    assertThrows(IllegalArgumentException.class, () -> settings.plan(IndexSchema.of(), -1));
  }
}
