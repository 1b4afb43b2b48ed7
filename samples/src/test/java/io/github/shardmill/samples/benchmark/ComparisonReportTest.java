package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static final ComparisonReport REPORT =
      new ComparisonReport(
          new Comparison(
              new Comparison.Conditions(
                  "pages", new FolderFacts(8_000, 153_000_000), "-Xmx1g", true, 2, "17"),
              List.of(measurement(10, 20, 5), measurement(12, 24, 5), measurement(11, 21, 5)),
              List.of(measurement(8, 16, 1), measurement(16, 20, 1), measurement(10, 21, 1))));

  private static Measurement measurement(double wallSeconds, double cpuSeconds, int segments) {
    return new Measurement(
        wallSeconds,
        cpuSeconds,
        400_000_000,
        500_000_000,
        new IndexFacts(8_000, segments, 21_500_000));
  }

  @Test
  void tableShowsMediansAndExtremes() {
    assertThat(
        REPORT.table(),
        equalTo(
            """
            pages: 8,000 files, 153.0 MB; 3 rounds, 2 cores, Java 17
            JVM flags of both: -Xmx1g; class archive of shardmill's launcher (SHARDMILL_CDS): on
                                wall s (min..max)     CPU s  cores   files/s     MB/s  heap MB   RSS MB  documents  segments  index MB
            hand-written     11.00 (10.00..12.00)     21.00   1.91       727    13.91      400      500      8,000         5      21.5
            shardmill         10.00 (8.00..16.00)     20.00   2.00       800    15.30      400      500      8,000         1      21.5
            throughput ratio      1.10 (0.75..1.25)   more is better for shardmill
            CPU ratio           1.20 (1.00..1.25)   more is better for shardmill
            """));
  }

  @Test
  void jsonCarriesEveryRound() throws JsonProcessingException {
    JsonNode json = new ObjectMapper().readTree(REPORT.json());

    assertThat(json.at("/files").asInt(), equalTo(8_000));
    assertThat(json.at("/jvmFlags").asText(), equalTo("-Xmx1g"));
    assertThat(json.at("/classArchive").asBoolean(), equalTo(true));
    assertThat(json.at("/contenders/hand-written/wallSeconds/each/1").asDouble(), equalTo(12.0));
    assertThat(json.at("/contenders/shardmill/cpuSeconds/median").asDouble(), equalTo(20.0));
    assertThat(json.at("/contenders/shardmill/segments").asInt(), equalTo(1));
    assertThat(json.at("/throughputRatio/each/0").asDouble(), closeTo(1.25, 1e-9));
    assertThat(json.at("/throughputRatio/median").asDouble(), closeTo(1.1, 1e-9));
    assertThat(json.at("/cpuRatio/min").asDouble(), closeTo(1.0, 1e-9));
  }
}
