package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Files and bytes per second over the run. */
record ThroughputSection(Throughput throughput) implements Section {
  @Override
  public String id() {
    return "throughput";
  }

  @Override
  public String title() {
    return "Throughput over time";
  }

  @Override
  public boolean isEmpty() {
    return throughput.points().isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    HtmlTable table = new HtmlTable(interval(), "From", "Files", "Files/s", "MB/s");
    for (Throughput.Point point : throughput.points()) {
      table.row(
          Cell.number(Quantity.elapsed(point.second())),
          Cell.count(point.files()),
          Cell.number(Quantity.threeDigits(point.filesPerSecond())),
          Cell.number(Quantity.threeDigits(point.bytesPerSecond() / 1e6)));
    }
    return "<div class=\"pair\">\n"
        + Plot.html(
            "files-per-second",
            "Files per second",
            "peak " + Quantity.threeDigits(throughput.peakFilesPerSecond()))
        + Plot.html(
            "megabytes-per-second",
            "MB per second",
            "peak " + Quantity.threeDigits(throughput.peakBytesPerSecond() / 1e6))
        + "</div>\n"
        + table.folded();
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode points = data.putArray("throughput");
    for (Throughput.Point point : throughput.points()) {
      points
          .addObject()
          .put("second", point.second())
          .put("files", rounded(point.filesPerSecond()))
          .put("megabytes", rounded(point.bytesPerSecond() / 1e6));
    }
  }

  private String interval() {
    return throughput.intervalSeconds() == 1
        ? "throughput by second"
        : "throughput by intervals of " + Quantity.duration(throughput.intervalSeconds() * 1000.0);
  }

  private static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
