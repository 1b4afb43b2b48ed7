package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourceSpec;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The labels of each source, as the index holds them. Immutable.
 *
 * @param byName {@code key=value} in the order of keys, by the name of the source
 */
record SourceLabels(Map<String, List<String>> byName) implements Serializable {
  SourceLabels {
    byName = Map.copyOf(byName);
  }

  /**
   * Returns the labels of the sources that inputs became.
   *
   * @param sources one for each input, in their order
   */
  static SourceLabels of(BuildSettings.Inputs inputs, List<SourceSpec> sources) {
    Map<String, List<String>> labels = new TreeMap<>();
    for (int i = 0; i < inputs.inputs().size(); i++) {
      labels.put(
          sources.get(i).source().name(),
          inputs.inputs().get(i).labels().entrySet().stream()
              .map(label -> label.getKey() + "=" + label.getValue())
              .toList());
    }
    return new SourceLabels(labels);
  }

  /** Returns the names of those sources that other labels stand for. */
  Set<String> differing(SourceLabels others, List<SourceSpec> sources) {
    return sources.stream()
        .map(spec -> spec.source().name())
        .filter(source -> !of(source).equals(others.of(source)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the labels of a source, {@code key=value} each. */
  List<String> of(String source) {
    return byName.getOrDefault(source, List.of());
  }
}
