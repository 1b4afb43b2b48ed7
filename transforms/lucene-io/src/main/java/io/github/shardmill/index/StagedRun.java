package io.github.shardmill.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run that a gate refused: all that is needed to publish its staged shards later. Immutable.
 *
 * @param plan what the run was told, without its gates
 * @param parts what its steps made
 * @param gates what the gates found
 * @param refusedMillis when, milliseconds since 1970 UTC
 */
record StagedRun(RunPlan plan, RunParts parts, List<Gate.Result> gates, long refusedMillis) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // A question such as isEmpty() is no part of a value.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  /** Copies the list. */
  StagedRun {
    gates = List.copyOf(gates);
  }

  /** Returns why it was refused: every gate that did, one line. */
  String reason() {
    return gates.stream()
        .filter(gate -> !gate.passed())
        .map(gate -> gate.gate() + ": " + gate.found())
        .collect(Collectors.joining("; "));
  }

  /** Returns the documents that the shards hold. */
  long documents() {
    return parts.winners().stream().mapToLong(ShardHandle::documents).sum();
  }

  /** Returns the size of the staged shard indexes. */
  long bytes() {
    return parts.winners().stream().mapToLong(ShardHandle::bytes).sum();
  }

  /** Returns the form in which it is kept. */
  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IOException if it is something else, such as the note of another version
   */
  static StagedRun fromJson(byte[] json) throws IOException {
    return JSON.readValue(json, StagedRun.class);
  }
}
