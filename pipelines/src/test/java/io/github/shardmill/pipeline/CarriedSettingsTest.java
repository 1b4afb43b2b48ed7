package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CarriedSettingsTest {
  private static final Filters FILTERS =
      new Filters(List.of("**.md", "a,\"b"), List.of("x/**"), true, true, OptionalLong.of(7_000))
          .withDuplicates(Duplicates.COLLAPSE)
          .withExcludedHashes(Optional.of("file:///lists/known.txt"));
  private static final Extraction EXTRACTION =
      new Extraction(
              500, Duration.ofMillis(1_234), new Ocr("eng+deu", "/opt/bin"), Optional.empty())
          .withPasswords(Optional.of(new PasswordFile("file:///lists/words.txt", 77)));
  private static final Upkeep UPKEEP =
      new Upkeep(new Retention(7, 5_000), new Compaction(Compaction.Measure.COUNT, 9));
  private static final List<SourceSpec> SOURCES =
      List.of(
          SourceSpec.tree(new Source("notes", "file:///vault/")),
          new SourceSpec(new Source("mail", "file:///m/"), SourceSpec.Kind.GLOB, "**.eml"));

  private static CarriedSettings carried() {
    SourceLabels labels = new SourceLabels(Map.of("notes", List.of("case=7", "team=a")));
    TestBuild build =
        TestBuild.of("notes", Path.of("vault"))
            .withAnalyzer("german")
            .withUpkeep(UPKEEP)
            .withFilters(FILTERS)
            .withExtraction(EXTRACTION);
    String details = RunDetails.json(build.settings(Path.of("index")), SOURCES, labels, "abc");
    return CarriedSettings.fromJson(CarriedSettings.json(details, SOURCES, 42)).orElseThrow();
  }

  @Test
  void everythingThatALaterRunNeedsComesBack() {
    CarriedSettings carried = carried();
    assertThat(carried.sources(), is(SOURCES));
    assertThat(carried.labels().of("notes"), is(List.of("case=7", "team=a")));
    assertThat(carried.labels().of("mail"), is(List.of()));
    assertThat(carried.filters(), is(FILTERS));
    assertThat(carried.excludedHashes(), is("abc"));
    assertThat(carried.extraction(), is(EXTRACTION));
    assertThat(carried.analyzer(), is("german"));
    assertThat(carried.upkeep(), is(UPKEEP));
    assertThat(carried.listedMillis(), is(Map.of("notes", 42L, "mail", 42L)));
  }

  @Test
  void isolationIsNothingThatALaterRunGoesBy() {
    TestBuild build = TestBuild.of("notes", Path.of("vault"));
    assertThat(
        carried(build.withIsolation(Isolation.NONE))
            .saySameAs(carried(build.withIsolation(Isolation.AUTO.withHeapBytes(1L << 30)))),
        is(true));
  }

  private static CarriedSettings carried(TestBuild build) {
    String details =
        RunDetails.json(build.settings(Path.of("index")), SOURCES, new SourceLabels(Map.of()), "");
    return CarriedSettings.fromJson(CarriedSettings.json(details, SOURCES, 42)).orElseThrow();
  }

  @Test
  void timesHoldOnlyForSourcesThatStayedWhereTheyWere() {
    List<SourceSpec> now =
        List.of(
            SourceSpec.tree(new Source("notes", "file:///elsewhere/")),
            SourceSpec.tree(new Source("mail", "file:///m/")),
            SourceSpec.tree(new Source("new", "file:///vault/")));
    assertThat(carried().listedMillis(now), is(Map.of("mail", 42L)));
  }

  @Test
  void commitOfAnotherPipelineCarriesNoSettings() {
    assertThat(CarriedSettings.fromJson("{}"), is(Optional.empty()));
    assertThat(CarriedSettings.fromJson("{\"inputs\":[]}"), is(Optional.empty()));
  }

  @Test
  void damageIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> CarriedSettings.fromJson("{"));
  }
}
