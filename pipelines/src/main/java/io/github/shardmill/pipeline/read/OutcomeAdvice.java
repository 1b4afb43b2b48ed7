package io.github.shardmill.pipeline.read;

import io.github.shardmill.file.Outcome;
import java.util.Arrays;

/** What to do about outcomes, as an index names them. Stateless. */
public final class OutcomeAdvice {
  private OutcomeAdvice() {}

  /** Returns what a person can do, one line; an index may be of a later version. */
  public static String of(String outcome) {
    return Arrays.stream(Outcome.values())
        .filter(known -> known.name().equals(outcome))
        .findFirst()
        .map(Outcome::advice)
        .orElse("an outcome that this version does not know");
  }
}
