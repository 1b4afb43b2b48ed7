package io.github.shardmill.index;

import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Version;

/**
 * The commit that an index is at. Immutable.
 *
 * @param generation Lucene's generation, -1 where there is no commit
 * @param nextGeneration generation that the next commit will have: Lucene skips those that a
 *     crashed writer began
 * @param created major version of Lucene that created the index, -1 where there is no commit
 * @param ordered whether all segments declare the order of their documents
 * @param data what Shardmill wrote into it, also if a foreign writer carried it forward
 */
public record Base(
    long generation, long nextGeneration, int created, boolean ordered, Optional<CommitData> data) {
  private static final Pattern PENDING =
      Pattern.compile(IndexFileNames.PENDING_SEGMENTS + "_([0-9a-z]{1,12})");

  /** Reads the last commit of an index, or finds that there is none. Makes no directory. */
  public static Base read(IndexLayout layout) throws IOException {
    if (!Presence.isDirectory(layout.index())) {
      return new Base(-1, 1, -1, true, Optional.empty());
    }
    try (Directory directory = IndexDirectories.reading(layout.index())) {
      return read(directory);
    }
  }

  /** Reads the last commit of an index, or finds that there is none. */
  public static Base read(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return new Base(-1, nextGeneration(directory, 0), -1, true, Optional.empty());
    }
    SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
    return new Base(
        commit.getGeneration(),
        nextGeneration(directory, commit.getGeneration()),
        commit.getIndexCreatedVersionMajor(),
        RootOrder.isDeclared(commit),
        CommitData.fromUserData(commit.getUserData()));
  }

  private static long nextGeneration(Directory directory, long generation) throws IOException {
    long last = generation;
    for (String file : directory.listAll()) {
      Matcher pending = PENDING.matcher(file);
      if (pending.matches()) {
        last = Math.max(last, Long.parseLong(pending.group(1), Character.MAX_RADIX));
      }
    }
    return last + 1;
  }

  /** Returns whether this is the commit of a run, and nobody committed after it. */
  public boolean isCommitOf(String token) {
    return data.filter(d -> d.isOf(generation) && d.token().equals(token)).isPresent();
  }

  /**
   * Returns whether Shardmill made this commit and a run of this id committed, in this commit or in
   * one of those before it, at most {@value CommitData#MAX_TOKENS} in all.
   */
  public boolean remembers(String token) {
    return data.filter(d -> d.isOf(generation) && d.lastTokens().contains(token)).isPresent();
  }

  /** Returns why a plan cannot change this index, if it cannot. */
  Optional<String> whyNotUpdatable(RunPlan plan) {
    if (generation < 0) {
      return Optional.empty();
    }
    if (created != Version.LATEST.major) {
      return Optional.of(
          "the index was made by Lucene " + created + "; build a new one in another directory");
    }
    if (plan.mode() == RunPlan.Mode.REPLACE) {
      return Optional.empty();
    }
    if (data.isEmpty() || !data.get().isOf(generation)) {
      return Optional.of("another program changed the index; rebuild it");
    }
    if (!data.get().schema().equals(plan.schema())) {
      return Optional.of("the index has another schema; rebuild it");
    }
    if (!ordered) {
      return Optional.of(
          "the index has segments that do not say in which order their documents are,"
              + " as an earlier version made them; rebuild it");
    }
    return Optional.empty();
  }

  List<String> tokensWith(String token) {
    return data.map(d -> d.tokensWith(token)).orElse(List.of(token));
  }
}
