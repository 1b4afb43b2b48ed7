package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Run records for tests. */
final class RunJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  /** Returns a record as a real run leaves it: 44,429 files, some of them failed. */
  static ObjectNode realistic() {
    try (InputStream in = RunJson.class.getResourceAsStream("run.json")) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the record of a run that found nothing. */
  static ObjectNode ofNoFiles() {
    ObjectNode run = JSON.createObjectNode().put("verdict", "COMMITTED").put("seconds", 0.8);
    for (String count :
        new String[] {
          "discovered",
          "indexed",
          "unchanged",
          "duplicates",
          "excluded",
          "failed",
          "documents",
          "bytes"
        }) {
      run.put(count, 0);
    }
    run.putArray("shards").addObject().put("shard", 0).put("documents", 0);
    return run;
  }

  /** Returns a view of a record that holds these counters and nothing else. */
  static RunRecord withCounts(Map<String, Long> counts) {
    ObjectNode run = JSON.createObjectNode();
    run.set("counts", JSON.valueToTree(counts));
    return RunRecord.parse(run.toString());
  }
}
