package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;
import java.util.List;

/**
 * What the run record says about how a run was called. Beam's options are named without their
 * values, since some hold secrets.
 */
final class RunDetails {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunDetails() {}

  /**
   * Returns it as JSON.
   *
   * @param excludedHashes fingerprint of the list of known files that are left out; empty for none
   */
  static String json(
      BuildSettings settings,
      List<SourceSpec> sources,
      SourceLabels labels,
      String excludedHashes) {
    ObjectNode details = JSON.createObjectNode();
    details.put("index", settings.target().index().toAbsolutePath().getFileName().toString());
    details.put("version", ProgramVersion.current());
    details.put("java", Runtime.version().toString());
    ArrayNode inputs = details.putArray("inputs");
    for (SourceSpec source : sources) {
      ArrayNode ofSource =
          inputs
              .addObject()
              .put("name", source.source().name())
              .put("root", source.source().root())
              .put("kind", source.kind().name())
              .put("detail", source.detail())
              .putArray("labels");
      labels.of(source.source().name()).forEach(ofSource::add);
    }
    ObjectNode options = details.putObject("options");
    addOptions(options, settings);
    settings.filters().excludedHashes().ifPresent(list -> options.put("excludedHashes", list));
    if (!excludedHashes.isEmpty()) {
      options.put("excludedHashesFingerprint", excludedHashes);
    }
    return details.toString();
  }

  private static void addOptions(ObjectNode options, BuildSettings settings) {
    options.put("shards", Budgets.shards(settings));
    options.put("parallelism", settings.execution().parallelism());
    options.put("batchSize", settings.execution().batchSize());
    options.put("ramBufferBytes", Budgets.ramBufferBytes(settings));
    if (Venue.of(settings.execution()).isThisProcess()) {
      options.put("heapBytes", Runtime.getRuntime().maxMemory());
    }
    options.put("analyzer", settings.indexing().analyzer());
    Upkeep upkeep = settings.indexing().upkeep();
    options.put("keepBuilds", upkeep.retention().keepBuilds());
    options.put("keepForMillis", upkeep.retention().keepForMillis());
    options.put("compaction", upkeep.compaction().measure().name());
    options.put("compactionMaxBytes", upkeep.compaction().maxBytes());
    options.put("maxTextCharacters", settings.extraction().maxTextCharacters());
    options.put("parseTimeoutMillis", settings.extraction().parseTimeout().toMillis());
    Ocr ocr = settings.extraction().ocr();
    if (ocr.isOn()) {
      options.put("ocrLanguages", ocr.languages());
      options.put("ocrPath", ocr.directory());
    }
    settings
        .extraction()
        .passwords()
        .ifPresent(
            list -> {
              options.put("passwords", list.location());
              options.put("passwordsModifiedMillis", list.modifiedMillis());
            });
    Isolation isolation = settings.execution().isolation();
    options.put("isolation", isolation.mode().name());
    options.put("isolationHeapBytes", isolation.heapBytes());
    settings.continuation().retry().only().ifPresent(only -> addRetry(options, only));
    options.put("hidden", settings.filters().hidden());
    options.put("prune", settings.filters().prune());
    options.put("duplicates", settings.filters().duplicates().name());
    settings.filters().maxFileSizeBytes().ifPresent(b -> options.put("maxFileSizeBytes", b));
    ArrayNode includes = options.putArray("includes");
    settings.filters().includes().forEach(includes::add);
    ArrayNode excludes = options.putArray("excludes");
    settings.filters().excludes().forEach(excludes::add);
    ArrayNode beam = options.putArray("beamOptions");
    settings.execution().beamOptions().stream().map(BeamArguments::name).forEach(beam::add);
  }

  private static void addRetry(ObjectNode options, ExceptionSelection selection) {
    ObjectNode retry = options.putObject("retry");
    ArrayNode outcomes = retry.putArray("outcomes");
    selection.meantOutcomes().forEach(outcome -> outcomes.add(outcome.name()));
    ArrayNode sources = retry.putArray("sources");
    selection.sortedSources().forEach(sources::add);
  }
}
