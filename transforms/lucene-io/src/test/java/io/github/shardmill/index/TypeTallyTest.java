package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeTallyTest {
  private static String types(Map<String, Long> counts) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    TypeTally.addTo(types, Tally.ofCounts(counts));
    return types.toString();
  }

  @Test
  void typesHaveTheirSumsAndWhatAThreadGetsThrough() {
    String excel = "application/vnd.ms-excel";
    assertThat(
        types(
            Map.of(
                TypeTally.counter("text/html", TypeTally.FILES),
                30L,
                TypeTally.counter("text/html", TypeTally.BYTES),
                9_000L,
                TypeTally.counter("text/html", TypeTally.FAILED),
                2L,
                TypeTally.counter("text/html", TypeTally.MILLIS),
                1_500L,
                TypeTally.counter(excel, TypeTally.FILES),
                1L,
                "size.9.files",
                31L,
                "types",
                7L)),
        is(
            "[{\"type\":\"application/vnd.ms-excel\",\"files\":1,\"bytes\":0,\"failed\":0,"
                + "\"seconds\":0.0},"
                + "{\"type\":\"text/html\",\"files\":30,\"bytes\":9000,\"failed\":2,"
                + "\"seconds\":1.5,\"filesPerSecond\":20.0}]"));
  }

  @Test
  void runThatCountsNothingByTypeHasNone() {
    assertThat(types(Map.of("documents", 1L)), is("[]"));
  }
}
