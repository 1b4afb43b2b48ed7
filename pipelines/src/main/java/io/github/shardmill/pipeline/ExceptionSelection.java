package io.github.shardmill.pipeline;

import io.github.shardmill.file.Outcome;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of the files are meant whose outcome is not {@link Outcome#OK}. Immutable.
 *
 * @param outcomes only files that ended so; empty for all of them
 * @param sources names of sources, only files of these; empty for all of them
 */
public record ExceptionSelection(Set<Outcome> outcomes, Set<String> sources)
    implements Serializable {
  /** All of them. */
  public static final ExceptionSelection ALL = new ExceptionSelection(Set.of(), Set.of());

  /** Copies the sets; {@link Outcome#OK} is no exception and may not be asked for. */
  public ExceptionSelection {
    outcomes = Set.copyOf(outcomes);
    sources = Set.copyOf(sources);
    if (outcomes.contains(Outcome.OK)) {
      throw new IllegalArgumentException(Outcome.OK + " is no exception");
    }
  }

  /** Returns the outcomes that may be asked for. */
  public static List<Outcome> possibleOutcomes() {
    return Arrays.stream(Outcome.values()).filter(outcome -> outcome != Outcome.OK).toList();
  }

  /** Returns the outcomes that are meant, in the order of {@link Outcome}. */
  public List<Outcome> meantOutcomes() {
    return possibleOutcomes().stream()
        .filter(outcome -> outcomes.isEmpty() || outcomes.contains(outcome))
        .toList();
  }

  /** Returns whether files of a source are meant. */
  boolean takesSource(String name) {
    return sources.isEmpty() || sources.contains(name);
  }

  /** Says which files are meant: {@code files of docs, mail that ended as CORRUPT or CRASHED}. */
  public String words() {
    String which = sources.isEmpty() ? "" : " of " + String.join(", ", sortedSources());
    return "files"
        + which
        + (outcomes.isEmpty()
            ? " that ended otherwise than " + Outcome.OK
            : meantOutcomes().stream()
                .map(Outcome::name)
                .collect(Collectors.joining(" or ", " that ended as ", "")));
  }

  /** Returns the names of the sources in order. */
  List<String> sortedSources() {
    return sources.stream().sorted().toList();
  }
}
