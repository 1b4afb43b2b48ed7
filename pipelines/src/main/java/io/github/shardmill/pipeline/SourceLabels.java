package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.SourceSpec;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /** Returns the labels of a source, {@code key=value} each. */
  List<String> of(String source) {
    return byName.getOrDefault(source, List.of());
  }
}
