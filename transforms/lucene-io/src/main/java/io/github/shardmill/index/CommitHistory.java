package io.github.shardmill.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/** The retained commits of an index, and which of them hold the same documents. Immutable. */
final class CommitHistory {
  /** What Shardmill wrote into each commit, nothing where another program made it. */
  private final TreeMap<Long, Optional<CommitData>> commits = new TreeMap<>();

  private CommitHistory() {}

  /** Lists the commits of a directory that has one. */
  static CommitHistory read(Directory directory) throws IOException {
    CommitHistory history = new CommitHistory();
    for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
      history.commits.put(commit.getGeneration(), CommitData.of(commit));
    }
    return history;
  }

  long current() {
    return commits.lastKey();
  }

  /** Returns what Shardmill wrote into a commit that it made and that is there. */
  Optional<CommitData> data(long generation) {
    return commits.getOrDefault(generation, Optional.empty());
  }

  /**
   * Returns the generation that first had the documents of a commit: its own, but for a rollback.
   */
  long origin(long generation) {
    Optional<Provenance> provenance = data(generation).map(CommitData::provenance);
    // A rollback goes back to a lower generation, so this ends.
    return provenance.isPresent() && provenance.get().kind() == Provenance.Kind.ROLLBACK
        ? origin(provenance.get().restored())
        : generation;
  }

  /**
   * Finds the commit to go back to.
   *
   * @param wanted its generation; empty for the newest that Shardmill made before the documents
   *     that the index holds now
   */
  CommitData target(OptionalLong wanted) throws RollbackRefusedException {
    if (wanted.isEmpty()) {
      return commits.headMap(origin(current()), false).descendingMap().values().stream()
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow(() -> refused("there is no earlier commit to go back to"));
    }
    long generation = wanted.getAsLong();
    if (!commits.containsKey(generation)) {
      throw refused("there is no generation " + generation);
    }
    return data(generation)
        .orElseThrow(
            () -> refused("another program made generation " + generation + ", not Shardmill"));
  }

  private RollbackRefusedException refused(String why) {
    List<Long> ours =
        commits.entrySet().stream()
            .filter(e -> e.getValue().isPresent())
            .map(e -> e.getKey())
            .toList();
    String there =
        ours.isEmpty()
            ? "none"
            : ours.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new RollbackRefusedException(
        why + "; available: " + there + " (the index is at " + current() + ")");
  }
}
