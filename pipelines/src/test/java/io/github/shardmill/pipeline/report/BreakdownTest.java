package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownTest {
  @Test
  void fifteenTypesStandAloneAndTheOthersAreOneSum() {
    Map<String, Long> counts = new HashMap<>();
    for (long type = 1; type <= 18; type++) {
      counts.put("type.text/x-" + type + ".files", type);
      counts.put("type.text/x-" + type + ".bytes", type * 1000);
      counts.put("type.text/x-" + type + ".millis", type * 10);
      counts.put("type.text/x-" + type + ".failed", 1L);
    }

    TypeBreakdown types = TypeBreakdown.of(RunJson.withCounts(counts));

    assertThat(types.rows(), hasSize(16));
    assertThat(
        types.rows().get(0), is(new TypeBreakdown.Row("text/x-18", 18, 18_000, 180, 1, false)));
    assertThat(
        types.rows().get(15), is(new TypeBreakdown.Row("other (3 types)", 6, 6000, 60, 3, true)));
    assertThat(types.files(), is(171L));
    assertThat(types.bytes(), is(171_000L));
  }

  @Test
  void typesOfEqualCountAreOrderedBySizeAndThenByName() {
    TypeBreakdown types =
        TypeBreakdown.of(
            RunJson.withCounts(
                Map.of(
                    "type.b.files", 1L,
                    "type.a.files", 1L,
                    "type.application/vnd.ms-excel.files", 1L,
                    "type.application/vnd.ms-excel.bytes", 9L)));

    assertThat(
        types.rows().stream().map(TypeBreakdown.Row::name).toList(),
        contains("application/vnd.ms-excel", "a", "b"));
  }

  @Test
  void sizesAreRangesWithoutGaps() {
    SizeHistogram sizes =
        SizeHistogram.of(
            RunJson.withCounts(
                Map.of("size.9.files", 2L, "size.12.files", 40L, "size.x.files", 7L)));

    assertThat(
        sizes.rows(),
        contains(
            new SizeHistogram.Row("512 B", "512 B\u20131 KiB", 2),
            new SizeHistogram.Row("1 KiB", "1\u20132 KiB", 0),
            new SizeHistogram.Row("2 KiB", "2\u20134 KiB", 0),
            new SizeHistogram.Row("4 KiB", "4\u20138 KiB", 40)));
    assertThat(sizes.files(), is(42L));
  }

  @Test
  void filesOfNoBytesAndTheLargestThinkableAreRangesToo() {
    SizeHistogram sizes =
        SizeHistogram.of(
            RunJson.withCounts(
                Map.of("size.-1.files", 1L, "size.62.files", 1L, "size.63.files", 1L)));

    assertThat(sizes.rows(), hasSize(64));
    assertThat(sizes.rows().get(0).range(), is("empty"));
    assertThat(sizes.rows().get(1).range(), is("1 B"));
    assertThat(sizes.rows().get(63).range(), is("4\u20138 EiB"));
  }

  @Test
  void stagesStandInTheOrderOfTheWalk() {
    StageSection stages =
        StageSection.of(
            RunJson.withCounts(
                Map.of(
                    "stage.commit.millis", 1L,
                    "stage.adorn.millis", 2L,
                    "stage.discover.millis", 3L,
                    "stage.build.millis", 4L)));

    assertThat(stages.millisByStage().keySet(), contains("discover", "build", "commit", "adorn"));
  }

  @Test
  void anEmptyRecordHasNothingToBreakDown() {
    RunRecord run = RunJson.withCounts(Map.of());

    assertThat(TypeBreakdown.of(run).rows(), empty());
    assertThat(SizeHistogram.of(run).rows(), empty());
    assertThat(StageSection.of(run).isEmpty(), is(true));
    assertThat(OutcomeSection.of(run).isEmpty(), is(true));
  }
}
