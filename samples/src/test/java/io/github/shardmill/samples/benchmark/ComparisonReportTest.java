package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
  private static final ComparisonReport REPORT = new ComparisonReport(twoContenders());

  private static Comparison twoContenders() {
    Comparison comparison =
        new Comparison(
            new Comparison.Conditions(
                "pages", new FolderFacts(8_000, 153_000_000), "-Xmx1g", true, 2, "17"));
    comparison.add(Contenders.RIVAL, measurement(10, 20, 5));
    comparison.add(Contenders.RIVAL, measurement(12, 24, 5));
    comparison.add(Contenders.RIVAL, measurement(11, 21, 5));
    comparison.add(Contenders.DIRECT, measurement(8, 16, 1));
    comparison.add(Contenders.DIRECT, measurement(16, 20, 1));
    comparison.add(Contenders.DIRECT, measurement(10, 21, 1));
    return comparison;
  }

  private static ComparisonReport withCluster() {
    Comparison comparison = twoContenders();
    for (int round = 1; round <= 3; round++) {
      comparison.add(
          "cluster1",
          measurement(20, 4, 4)
              .of(
                  List.of(
                      new ProcessUsage("client", 4, 90_000_000, 30_000_000, 250_000_000),
                      new ProcessUsage("jobmanager", round, 0, 0, 350_000_000),
                      new ProcessUsage(
                          "taskmanager-1", 34, 700_000_000, 200_000_000, 1_400_000_000))));
    }
    return new ComparisonReport(comparison);
  }

  private static Measurement measurement(double wallSeconds, double cpuSeconds, int segments) {
    return new Measurement(
        wallSeconds,
        cpuSeconds,
        new GcLog.Heap(400_000_000, 100_000_000),
        500_000_000,
        new IndexFacts(8_000, segments, 21_500_000),
        List.of());
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

  @Test
  void clusterIsShownProcessByProcess() throws JsonProcessingException {
    assertThat(
        withCluster().table(),
        endsWith(
            """
            throughput ratio      0.55 (0.50..0.60)   more is better for cluster1
            CPU ratio           0.51 (0.51..0.60)   more is better for cluster1
            cluster1:                     process     CPU s  heap MB  kept MB   RSS MB
                                           client      4.00       90       30      250
                                       jobmanager      2.00        0        0      350
                                    taskmanager-1     34.00      700      200     1400
            """));
    JsonNode cluster = new ObjectMapper().readTree(withCluster().json()).at("/contenders/cluster1");
    assertThat(cluster.at("/cpuSeconds/each/2").asDouble(), equalTo(41.0));
    assertThat(cluster.at("/peakResidentBytes/median").asLong(), equalTo(1_400_000_000L));
    assertThat(
        cluster.at("/processes/taskmanager-1/keptHeapBytes/max").asLong(), equalTo(200_000_000L));
    assertThat(cluster.at("/throughputRatio/each/1").asDouble(), closeTo(0.6, 1e-9));
  }

  @Test
  void withoutTheRivalThereIsNoRatio() {
    Comparison comparison = new Comparison(twoContenders().conditions());
    comparison.add("flink", measurement(1, 2, 3));

    assertThat(comparison.compared(), equalTo(List.of()));
    assertThat(new ComparisonReport(comparison).table(), not(containsString("ratio")));
  }
}
