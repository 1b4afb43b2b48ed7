package io.github.shardmill.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.index.Compaction;
import io.github.shardmill.index.Retention;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a commit carries for the runs after it: where its files were, which of them were meant, how
 * they were read, and when they were listed. Immutable.
 *
 * @param sources in the order given
 * @param labels of the sources
 * @param listedMillis when listing each source began, milliseconds since 1970 UTC
 * @param filters which files were left out
 * @param excludedHashes fingerprint of the list of known files that were left out; empty for none
 * @param extraction limits for one file
 * @param analyzer of title and content
 * @param upkeep what becomes of commits and segments
 */
record CarriedSettings(
    List<SourceSpec> sources,
    SourceLabels labels,
    Map<String, Long> listedMillis,
    Filters filters,
    String excludedHashes,
    Extraction extraction,
    String analyzer,
    Upkeep upkeep) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INPUTS = "inputs";
  private static final String LISTED = "listed";

  CarriedSettings {
    sources = List.copyOf(sources);
    listedMillis = Map.copyOf(listedMillis);
  }

  /**
   * Returns what the commit of a run is to carry, as JSON: inputs and options as the run's record
   * has them, and the times.
   *
   * @param details of the run, from {@link RunDetails}
   * @param listedMillis when the run began to list the sources
   */
  static String json(String details, List<SourceSpec> sources, long listedMillis) {
    Map<String, Long> listed = new LinkedHashMap<>();
    sources.forEach(source -> listed.put(source.source().name(), listedMillis));
    return json(details, listed);
  }

  /** Returns the same for sources that were listed at times of their own. */
  static String json(String details, Map<String, Long> listedMillis) {
    try {
      JsonNode all = JSON.readTree(details);
      ObjectNode carried = JSON.createObjectNode();
      carried.set(INPUTS, all.path(INPUTS));
      carried.set("options", all.path("options"));
      ObjectNode listed = carried.putObject(LISTED);
      listedMillis.forEach(listed::put);
      return carried.toString();
    } catch (JsonProcessingException impossibleOfOurs) {
      throw new UncheckedIOException(impossibleOfOurs);
    }
  }

  /**
   * Reads what a commit carries; empty where no run over files made it.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static Optional<CarriedSettings> fromJson(String carried) {
    try {
      JsonNode json = JSON.readTree(carried);
      return json.has(INPUTS) && json.has(LISTED) ? Optional.of(read(json)) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the commit carries settings that are no JSON", e);
    }
  }

  /**
   * Returns when those sources were listed that are still at the same place. What is known of a
   * source that has moved says nothing of the files that are there now.
   */
  Map<String, Long> listedMillis(List<SourceSpec> now) {
    Map<String, Long> same = new TreeMap<>();
    for (SourceSpec spec : now) {
      String name = spec.source().name();
      if (listedMillis.containsKey(name)
          && sources.stream().anyMatch(before -> before.source().equals(spec.source()))) {
        same.put(name, listedMillis.get(name));
      }
    }
    return same;
  }

  /** Returns whether a run would do the same with others, whenever they were last gone by. */
  boolean saySameAs(CarriedSettings others) {
    return untimed().equals(others.untimed());
  }

  private CarriedSettings untimed() {
    return new CarriedSettings(
        sources, labels, Map.of(), filters, excludedHashes, extraction, analyzer, upkeep);
  }

  private static CarriedSettings read(JsonNode json) {
    List<SourceSpec> sources = new ArrayList<>();
    Map<String, List<String>> labels = new TreeMap<>();
    for (JsonNode input : json.path(INPUTS)) {
      String name = input.path("name").asText();
      sources.add(
          new SourceSpec(
              new Source(name, input.path("root").asText()),
              SourceSpec.Kind.valueOf(input.path("kind").asText()),
              input.path("detail").asText()));
      labels.put(name, texts(input.path("labels")));
    }
    Map<String, Long> listed = new TreeMap<>();
    json.path(LISTED).properties().forEach(e -> listed.put(e.getKey(), e.getValue().asLong()));
    JsonNode options = json.path("options");
    JsonNode largest = options.path("maxFileSizeBytes");
    return new CarriedSettings(
        sources,
        new SourceLabels(labels),
        listed,
        new Filters(
            texts(options.path("includes")),
            texts(options.path("excludes")),
            options.path("prune").asBoolean(),
            options.path("hidden").asBoolean(),
            largest.isNumber() ? OptionalLong.of(largest.asLong()) : OptionalLong.empty(),
            text(options.path("excludedHashes")),
            Duplicates.valueOf(options.path("duplicates").asText(Duplicates.INDEX.name()))),
        options.path("excludedHashesFingerprint").asText(),
        new Extraction(
            options.path("maxTextCharacters").asInt(),
            Duration.ofMillis(options.path("parseTimeoutMillis").asLong()),
            new Ocr(options.path("ocrLanguages").asText(), options.path("ocrPath").asText()),
            text(options.path("passwords"))
                .map(
                    location ->
                        new PasswordFile(
                            location, options.path("passwordsModifiedMillis").asLong()))),
        options.path("analyzer").asText(),
        upkeep(options));
  }

  private static Upkeep upkeep(JsonNode options) {
    Compaction compaction = Compaction.DEFAULT;
    return new Upkeep(
        new Retention(
            options.path("keepBuilds").asInt(Retention.DEFAULT.keepBuilds()),
            options.path("keepForMillis").asLong(Retention.DEFAULT.keepForMillis())),
        new Compaction(
            Compaction.Measure.valueOf(
                options.path("compaction").asText(compaction.measure().name())),
            options.path("compactionMaxBytes").asLong(compaction.maxBytes())));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
