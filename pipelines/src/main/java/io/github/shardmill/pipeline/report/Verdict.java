package io.github.shardmill.pipeline.report;

import java.util.Locale;

/** How a run ended, and what that means for the index, in words. */
enum Verdict {
  COMMITTED("Committed", "good", "The index holds what this run made."),
  REFUSED("Refused", "bad", "A gate refused the commit. Nothing was published."),
  CONFLICT(
      "Conflict", "bad", "Another run changed the index in the meantime. Nothing was published."),
  UNKNOWN(
      "Unknown",
      "doubtful",
      "It is not known whether the commit reached the index. Nothing was cleaned up; "
          + "verify the index before the next run."),
  FAILED("Failed", "bad", "The run failed. The index is at its previous commit."),
  ABSENT("No verdict", "doubtful", "The record does not say how the run ended.");

  private final String words;
  private final String tone;
  private final String meaning;

  Verdict(String words, String tone, String meaning) {
    this.words = words;
    this.tone = tone;
    this.meaning = meaning;
  }

  /** Returns the verdict of a run; one that this version does not know counts as absent. */
  static Verdict of(RunRecord run) {
    String name = run.text("verdict").orElse("").toUpperCase(Locale.ROOT);
    for (Verdict verdict : values()) {
      if (verdict.name().equals(name)) {
        return verdict;
      }
    }
    return ABSENT;
  }

  String words() {
    return words;
  }

  /** Returns the class that the style sheet knows it by. */
  String tone() {
    return tone;
  }

  String meaning() {
    return meaning;
  }
}
