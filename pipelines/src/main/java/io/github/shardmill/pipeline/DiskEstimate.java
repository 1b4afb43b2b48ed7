package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.Census;
import java.util.HashMap;
import java.util.Map;

/**
 * About how much disk a run needs while it runs: work files and the new index, beside the old one.
 * From names and sizes alone, so it is rough; it is meant to stop a run that cannot end well before
 * it has worked for hours.
 */
final class DiskEstimate {
  /** Work files are compressed text, the index holds it once more with its terms. */
  private static final double OF_TEXT = 1.1;

  private static final double OF_DOCUMENTS = 0.15;
  private static final double OF_OTHERS = 0.01;
  private static final long PER_FILE_BYTES = 1_024;

  private static final Map<String, Double> FACTORS = factors();

  private DiskEstimate() {}

  /** Returns the estimate in bytes. */
  static long bytes(Census census) {
    double bytes = census.files() * (double) PER_FILE_BYTES;
    for (Map.Entry<String, Census.Group> group : census.byExtension().entrySet()) {
      bytes += group.getValue().bytes() * FACTORS.getOrDefault(group.getKey(), OF_OTHERS);
    }
    return (long) bytes;
  }

  private static Map<String, Double> factors() {
    Map<String, Double> factors = new HashMap<>();
    String text =
        "txt md markdown rst org tex html htm xhtml xml json csv tsv yaml yml log eml mbox "
            + "c h cc cpp hpp java py js ts rs go rb php sh sql css scala kt swift";
    for (String extension : text.split(" ", -1)) {
      factors.put(extension, OF_TEXT);
    }
    for (String extension :
        "pdf doc docx odt rtf xls xlsx ods ppt pptx odp epub msg zip gz tgz 7z".split(" ", -1)) {
      factors.put(extension, OF_DOCUMENTS);
    }
    return Map.copyOf(factors);
  }
}
