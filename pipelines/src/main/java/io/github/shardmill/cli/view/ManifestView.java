package io.github.shardmill.cli.view;

import io.github.shardmill.index.manifest.ManifestSummary;

/** Shows to a person what an exported manifest came to. JSON: see {@link ManifestSummary}. */
public final class ManifestView {
  private ManifestView() {}

  /** Returns one line, with the value to keep somewhere else. */
  public static String line(ManifestSummary summary) {
    return Quantity.count(summary.roots(), "file")
        + ", "
        + Quantity.count(summary.documents(), "document")
        + " of generation "
        + summary.generation()
        + "; the chain ends with "
        + summary.chain();
  }
}
