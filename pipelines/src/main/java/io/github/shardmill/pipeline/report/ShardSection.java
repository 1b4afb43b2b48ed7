package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How evenly documents, bytes and time fell on the shards. */
record ShardSection(List<Shard> shards) implements Section {
  /** Longer tables are folded away. */
  private static final int MAX_OPEN_ROWS = 16;

  ShardSection {
    shards = List.copyOf(shards);
  }

  /** One shard; what the record leaves out is zero. */
  record Shard(long number, long documents, long bytes, long millis) {}

  static ShardSection of(RunRecord run) {
    return new ShardSection(
        run.list("shards").stream()
            .map(
                shard ->
                    new Shard(
                        shard.count("shard").orElse(0),
                        shard.count("documents").orElse(0),
                        shard.count("bytes").orElse(0),
                        shard.count("millis").orElse(0)))
            .toList());
  }

  @Override
  public String id() {
    return "shards";
  }

  @Override
  public String title() {
    return "Balance of shards";
  }

  @Override
  public boolean isEmpty() {
    return shards.isEmpty();
  }

  @Override
  public String html() {
    HtmlTable table = new HtmlTable(balance(), "Shard", "Documents", "Share", "Size", "Build time");
    long total = documents();
    for (Shard shard : shards) {
      table.row(
          Cell.count(shard.number()),
          Cell.count(shard.documents()),
          Cell.number(Quantity.share(shard.documents(), total)),
          Cell.number(Quantity.bytes(shard.bytes())),
          Cell.number(Quantity.duration(shard.millis())));
    }
    String plot = total == 0 ? "" : Plot.html("shards", "Documents per shard", balance());
    return plot + (shards.size() > MAX_OPEN_ROWS ? table.folded() : table.html());
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode plot = data.putArray("shards");
    for (Shard shard : shards) {
      plot.addObject().put("name", "" + shard.number()).put("documents", shard.documents());
    }
  }

  private String balance() {
    long largest = shards.stream().mapToLong(Shard::documents).max().orElse(0);
    double mean = (double) documents() / shards.size();
    String count = shards.size() == 1 ? "one shard" : Quantity.count(shards.size()) + " shards";
    return mean > 0
        ? count + "; the fullest holds " + Quantity.threeDigits(largest / mean) + " times the mean"
        : count + " without documents";
  }

  private long documents() {
    return shards.stream().mapToLong(Shard::documents).sum();
  }
}
