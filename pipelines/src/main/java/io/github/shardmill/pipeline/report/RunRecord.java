package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A forgiving view of a run record or of a part of it. A field that is missing, of another type or
 * not a finite number is absent, whatever it holds; text that is no JSON object gives an empty
 * record with a {@link #problem}.
 */
final class RunRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The largest whole number that the page's script can hold; also keeps sums from overflowing. */
  private static final long MAX_COUNT = 1L << 53;

  private final JsonNode node;
  private final Optional<String> problem;

  private RunRecord(JsonNode node, Optional<String> problem) {
    this.node = node;
    this.problem = problem;
  }

  /** Returns the record that the text holds; never fails. */
  static RunRecord parse(String runJson) {
    try {
      JsonNode node = JSON.readTree(runJson);
      return node.isObject()
          ? new RunRecord(node, Optional.empty())
          : new RunRecord(JSON.createObjectNode(), Optional.of("it is not a JSON object"));
    } catch (JsonProcessingException e) {
      return new RunRecord(JSON.createObjectNode(), Optional.of(e.getOriginalMessage()));
    }
  }

  /** Returns why nothing could be read, or nothing when the record could be read. */
  Optional<String> problem() {
    return problem;
  }

  /** Returns a field that holds text that is not blank. */
  Optional<String> text(String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.textValue().isBlank()
        ? Optional.of(value.textValue())
        : Optional.empty();
  }

  /** Returns a field that holds a moment as ISO 8601. */
  Optional<Instant> moment(String field) {
    try {
      return text(field).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Returns a field that holds a whole number from zero to {@value #MAX_COUNT}. */
  OptionalLong count(String field) {
    return count(node.path(field));
  }

  /** Returns a field that holds a finite number, zero or above. */
  OptionalDouble number(String field) {
    JsonNode value = node.path(field);
    double number = value.doubleValue();
    return value.isNumber() && Double.isFinite(number) && number >= 0
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** Returns whether a field holds {@code true}. */
  boolean holds(String field) {
    return node.path(field).isBoolean() && node.path(field).booleanValue();
  }

  /** Returns the objects of a list. */
  List<RunRecord> list(String field) {
    return objects(node.path(field));
  }

  /** Returns the objects of a list that lies one object deeper. */
  List<RunRecord> list(String object, String field) {
    return objects(node.path(object).path(field));
  }

  /** Returns the fields of an object in the record's order, each written as text. */
  Map<String, String> texts(String object) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.path(object).properties()) {
      JsonNode value = field.getValue();
      texts.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
    }
    return texts;
  }

  /** Returns the counter of that name, zero when it is absent. */
  long counter(String name) {
    return count(node.path("counts").path(name)).orElse(0);
  }

  /**
   * Returns the counters {@code kind.NAME.measure} as NAME to measure to value, ordered by name. A
   * name may hold dots; a measure does not.
   */
  Map<String, Map<String, Long>> counters(String kind) {
    Map<String, Map<String, Long>> counters = new TreeMap<>();
    String prefix = kind + ".";
    for (Map.Entry<String, JsonNode> counter : node.path("counts").properties()) {
      String key = counter.getKey();
      int dot = key.lastIndexOf('.');
      if (key.startsWith(prefix) && dot > prefix.length()) {
        count(counter.getValue())
            .ifPresent(
                value ->
                    counters
                        .computeIfAbsent(
                            key.substring(prefix.length(), dot), name -> new TreeMap<>())
                        .put(key.substring(dot + 1), value));
      }
    }
    return Collections.unmodifiableMap(counters);
  }

  private static OptionalLong count(JsonNode value) {
    boolean isCount =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= 0
            && value.longValue() <= MAX_COUNT;
    return isCount ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private static List<RunRecord> objects(JsonNode list) {
    List<RunRecord> objects = new ArrayList<>();
    for (JsonNode element : list) {
      if (element.isObject() && list.isArray()) {
        objects.add(new RunRecord(element, Optional.empty()));
      }
    }
    return objects;
  }
}
