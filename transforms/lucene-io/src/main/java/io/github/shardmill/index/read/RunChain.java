package io.github.shardmill.index.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records of the runs behind a commit: each {@code run.json} names the hash of the one before,
 * and the commit that of the last. Records are found by their hash alone, so that what was altered
 * is as good as gone. Immutable.
 *
 * <p>Two ways lead back. The history is all runs that committed, one after the other. The content
 * is those whose manifests, applied one over the other, give what the commit holds: back to the
 * last full build, by way of what a rollback went back to.
 */
public final class RunChain {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Link> links = new HashMap<>();
  private final IndexLayout layout;
  private final CommitData data;

  /**
   * The record of one run.
   *
   * @param directory where all records of the run are
   * @param json its {@code run.json}
   */
  record Link(Path directory, ObjectNode json) {
    String runId() {
      return json.path("runId").asText();
    }

    String previous() {
      return json.path("previousRecords").asText();
    }

    String mode() {
      return json.path("mode").asText();
    }

    long generation() {
      return json.path("generation").asLong(-1);
    }
  }

  /**
   * Some runs, from the last one back.
   *
   * @param links their records
   * @param gap hash of the records that should come next and are gone; empty if nothing is missing
   */
  record Walk(List<Link> links, String gap) {
    boolean isComplete() {
      return gap.isEmpty();
    }

    /** Returns the run that the walk ended with, for a message. */
    String end() {
      return links.isEmpty() ? "the last run" : "run " + links.get(links.size() - 1).runId();
    }
  }

  /**
   * Reads the records of all runs that are there.
   *
   * @throws java.util.NoSuchElementException if Shardmill wrote nothing into the commit
   * @throws IOException if they cannot be read
   */
  public static RunChain of(CommittedIndex index) throws IOException {
    return new RunChain(index.layout(), index.data().orElseThrow());
  }

  /** Returns whether a run committed before this commit, or made it, with records of this hash. */
  public boolean remembers(String runId, String recordsSha256) {
    Link link = links.get(recordsSha256);
    return link != null && link.runId().equals(runId) && history().links().contains(link);
  }

  RunChain(IndexLayout layout, CommitData data) throws IOException {
    this.layout = layout;
    this.data = data;
    if (!Presence.isDirectory(layout.runs())) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(layout.runs())) {
      for (Path run : runs) {
        read(run);
      }
    }
  }

  private void read(Path run) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(layout.runRecord(run.getFileName().toString()));
      if (JSON.readTree(bytes) instanceof ObjectNode json) {
        links.put(Sha256.of(bytes), new Link(run, json));
      }
    } catch (NoSuchFileException | JsonProcessingException noRecord) {
      // Not a link of the chain; if it should be one, the walk finds the gap.
    }
  }

  /** Returns all runs that committed. */
  Walk history() {
    List<Link> walked = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String next = data.recordsSha256();
    while (!next.isEmpty() && seen.add(next)) {
      Link link = links.get(next);
      if (link == null) {
        return new Walk(walked, next);
      }
      walked.add(link);
      next = walked.size() == 1 ? data.provenance().previousRecords() : link.previous();
    }
    return new Walk(walked, "");
  }

  /** Returns the runs whose manifests give what the commit holds. */
  Walk content() {
    List<Link> walked = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String next = data.recordsSha256();
    long restored = -1;
    while (!next.isEmpty() && seen.add(next)) {
      Link link = links.get(next);
      if (link == null) {
        return new Walk(walked, next);
      }
      boolean passedOver = restored >= 0 && link.generation() != restored;
      if (!passedOver && link.mode().equals(Provenance.Kind.ROLLBACK.name())) {
        restored = link.json().path("restored").asLong(-1);
      } else if (!passedOver) {
        restored = -1;
        walked.add(link);
        if (link.mode().equals(RunPlan.Mode.REPLACE.name())) {
          return new Walk(walked, "");
        }
      }
      next = link.previous();
    }
    return new Walk(walked, "before the first run");
  }

  /** Returns the run before another whose record is there but is not the one that was committed. */
  Optional<String> altered(Link newer) {
    int at = data.lastTokens().indexOf(newer.runId());
    return at <= 0
        ? Optional.empty()
        : Optional.of(data.lastTokens().get(at - 1))
            .filter(token -> Files.exists(layout.runRecord(token)));
  }
}
