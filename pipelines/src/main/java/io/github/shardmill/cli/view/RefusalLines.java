package io.github.shardmill.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.store.IndexLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says to a person what every gate of a refused run found, and what can be done now. */
public final class RefusalLines {
  private RefusalLines() {}

  /** What the names of records begin with that list what an update would remove. */
  private static final String REMOVED = "removed-";

  /**
   * Returns the lines; none where no gate was asked and nothing would go.
   *
   * @param record of the run
   * @param index that the run was to write
   */
  public static List<String> of(JsonNode record, Path index) {
    List<String> lines = new ArrayList<>();
    for (JsonNode gate : record.path("gates")) {
      lines.add(
          (gate.path("passed").asBoolean() ? "  passed   " : "  REFUSED  ")
              + Printable.text(gate.path("gate").asText())
              + ": "
              + Printable.text(gate.path("found").asText()));
    }
    for (JsonNode part : record.path("records")) {
      String name = part.path("name").asText();
      if (name.startsWith(REMOVED)) {
        Path list = new IndexLayout(index).run(record.path("runId").asText()).resolve(name);
        lines.add("what would go: " + Printable.name(list.toString()));
      }
    }
    if (record.path("staged").asBoolean()) {
      lines.add("'shardmill inspect " + index + " --staged' shows what waits");
      lines.add(
          "'shardmill publish "
              + index
              + " --run "
              + record.path("runId").asText()
              + "' publishes it all the same");
    }
    return lines;
  }
}
