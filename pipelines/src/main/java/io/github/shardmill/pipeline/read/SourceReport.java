package io.github.shardmill.pipeline.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What comparing an index with its sources found. Immutable.
 *
 * @param states number of files and first ids by state; all states, in order
 * @param excluded files of the sources that the run's filters leave out
 * @param unreadableDirectories directories that cannot be listed; files below them are missing
 * @param unreadableSources sources that cannot be listed at all, with the reason
 */
@JsonPropertyOrder({"states", "excluded", "unreadableDirectories", "unreadableSources"})
public record SourceReport(
    Map<SourceFileState, Group> states,
    long excluded,
    long unreadableDirectories,
    List<String> unreadableSources) {
  /** How many ids of a state are kept. */
  public static final int MAX_IDS = 10;

  /**
   * The files of one state.
   *
   * @param files how many
   * @param firstIds the first of their ids, at most {@value #MAX_IDS}, in order
   */
  @JsonPropertyOrder({"files", "firstIds"})
  public record Group(long files, List<String> firstIds) {
    /** Copies the list. */
    public Group {
      firstIds = List.copyOf(firstIds);
    }
  }

  /** Copies the map and sorts it. */
  public SourceReport {
    states = Collections.unmodifiableMap(new TreeMap<>(states));
    unreadableSources = List.copyOf(unreadableSources);
  }

  /**
   * Returns this as a finding: broken if a file was altered under its old time, is missing or
   * cannot be read; incomplete if files changed since, are new or have no digests.
   */
  public Finding finding() {
    boolean wrong =
        unreadableDirectories > 0
            || !unreadableSources.isEmpty()
            || states.entrySet().stream()
                .anyMatch(e -> e.getKey().isWrong() && e.getValue().files() > 0);
    boolean different =
        states.entrySet().stream()
            .anyMatch(e -> e.getKey() != SourceFileState.SAME && e.getValue().files() > 0);
    String detail =
        states.entrySet().stream()
            .filter(e -> e.getKey() == SourceFileState.SAME || e.getValue().files() > 0)
            .map(e -> e.getValue().files() + " " + e.getKey().words())
            .collect(Collectors.joining(", "));
    String directories =
        unreadableDirectories > 0
            ? ", " + unreadableDirectories + " directories cannot be listed"
            : "";
    String sources =
        unreadableSources.isEmpty()
            ? ""
            : "; cannot be read: " + String.join(", ", unreadableSources);
    Severity severity = wrong ? Severity.BROKEN : different ? Severity.INCOMPLETE : Severity.SOUND;
    return new Finding("sources", severity, detail + directories + sources);
  }
}
