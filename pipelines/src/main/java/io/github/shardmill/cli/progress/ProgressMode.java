package io.github.shardmill.cli.progress;

/** How progress is shown. */
public enum ProgressMode {
  /** A bar on a terminal, lines otherwise. */
  AUTO,
  /** One line that is redrawn. */
  BAR,
  /** A line every ten seconds. */
  LINES,
  /** Nothing. */
  NONE;

  /** Returns the mode to use: never {@link #AUTO}. */
  public ProgressMode resolve(boolean isTerminal) {
    return this == AUTO ? (isTerminal ? BAR : LINES) : this;
  }
}
