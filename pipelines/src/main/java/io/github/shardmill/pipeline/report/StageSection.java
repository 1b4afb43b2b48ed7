package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How long the threads were busy in each stage. */
record StageSection(Map<String, Long> millisByStage, OptionalDouble seconds) implements Section {
  /** The stages in the order of the walk; others follow by name. */
  private static final List<String> WALK =
      List.of("discover", "extract", "spool", "build", "commit");

  static StageSection of(RunRecord run) {
    Map<String, Map<String, Long>> counters = run.counters("stage");
    Map<String, Long> millis = new LinkedHashMap<>();
    for (String stage : WALK) {
      if (counters.containsKey(stage)) {
        millis.put(stage, counters.get(stage).getOrDefault("millis", 0L));
      }
    }
    counters.forEach((stage, value) -> millis.putIfAbsent(stage, value.getOrDefault("millis", 0L)));
    return new StageSection(millis, run.number("seconds"));
  }

  @Override
  public String id() {
    return "stages";
  }

  @Override
  public String title() {
    return "Time per stage";
  }

  @Override
  public boolean isEmpty() {
    return millisByStage.isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    long total = millisByStage.values().stream().mapToLong(Long::longValue).sum();
    HtmlTable table =
        new HtmlTable(
            "Busy time, summed over threads: it may exceed the duration",
            "Stage",
            "Busy",
            "Share",
            "Threads busy");
    millisByStage.forEach(
        (stage, millis) ->
            table.row(
                Cell.name(stage),
                Cell.number(Quantity.duration(millis)),
                Cell.number(Quantity.share(millis, total)),
                Cell.number(threads(millis))));
    return "<div class=\"pair\">\n"
        + Plot.html("stages", "Busy time, seconds", Quantity.duration(total) + " in all")
        + table.html()
        + "</div>\n";
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode stages = data.putArray("stages");
    millisByStage.forEach(
        (stage, millis) ->
            stages.addObject().put("name", Plot.label(stage)).put("seconds", millis / 1000.0));
  }

  /** Returns the mean number of threads that were busy in a stage while the run lasted. */
  private String threads(long millis) {
    return seconds.isPresent() && seconds.getAsDouble() > 0
        ? Quantity.threeDigits(millis / 1000.0 / seconds.getAsDouble())
        : "\u2013";
  }
}
