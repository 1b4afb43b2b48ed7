package io.github.shardmill.pipeline.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.pipeline.FileSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums exceptions up by outcome and cause. Causes belong together that differ in numbers, quoted
 * names and paths only. Memory is bounded by {@value #MAX_GROUPS} causes, whatever files say; what
 * goes beyond is one more group for each outcome. Not thread-safe.
 */
public final class ExceptionGroups {
  /** How many ids of a group are kept. */
  public static final int EXAMPLES = 3;

  /** The most causes that are told apart. */
  static final int MAX_GROUPS = 1_000;

  /** The cause of what is beyond. */
  static final String OTHER = "other causes";

  private static final Comparator<Group> MOST_FILES_FIRST =
      Comparator.comparingLong(Group::files)
          .reversed()
          .thenComparing(Group::outcome)
          .thenComparing(Group::cause);

  private final Map<Key, Files> groups = new HashMap<>();

  /** What the exceptions of a group have in common. */
  private record Key(String outcome, String pattern) {}

  /** The exceptions of one group. */
  private static final class Files {
    private final List<String> examples = new ArrayList<>(EXAMPLES);
    private final String firstCause;
    private boolean alike = true;
    private long count;

    Files(String cause) {
      this.firstCause = cause;
    }

    void add(String id, String cause) {
      count++;
      alike = alike && cause.equals(firstCause);
      if (examples.size() < EXAMPLES) {
        examples.add(id);
      }
    }
  }

  /**
   * A group.
   *
   * @param outcome how its files ended
   * @param cause why: the cause itself where all have the same, otherwise what the causes have in
   *     common; empty where none is known
   * @param advice what a person can do about it
   * @param files how many
   * @param examples the first ids, at most {@value ExceptionGroups#EXAMPLES}
   */
  @JsonPropertyOrder({"outcome", "cause", "advice", "files", "examples"})
  public record Group(
      String outcome, String cause, String advice, long files, List<String> examples) {
    /** Copies the list. */
    public Group {
      examples = List.copyOf(examples);
    }
  }

  /** Adds an exception. */
  public void add(ExceptionEntry exception) {
    String cause = exception.noted().getOrDefault(FileSchema.CAUSE, "").toString();
    Key key = new Key(exception.status(), CausePattern.of(cause));
    boolean isNew = !groups.containsKey(key);
    if (isNew && groups.size() >= MAX_GROUPS) {
      key = new Key(exception.status(), OTHER);
      cause = OTHER;
    }
    String first = cause;
    groups.computeIfAbsent(key, added -> new Files(first)).add(exception.id(), cause);
  }

  /** Returns the groups, those of most files first. */
  public List<Group> groups() {
    return groups.entrySet().stream()
        .map(group -> group(group.getKey(), group.getValue()))
        .sorted(MOST_FILES_FIRST)
        .toList();
  }

  private static Group group(Key key, Files files) {
    return new Group(
        key.outcome(),
        files.alike ? files.firstCause : key.pattern(),
        OutcomeAdvice.of(key.outcome()),
        files.count,
        files.examples);
  }
}
