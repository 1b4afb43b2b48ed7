package io.github.shardmill.index.read;

import java.util.OptionalInt;

/** A search cannot be understood. The message is one line and names the position where known. */
public final class InvalidSearchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  /** The search as a whole is wrong. */
  InvalidSearchException(String message) {
    super(message);
    this.position = 0;
  }

  /** The query is wrong at a position, counted in characters from 1. */
  InvalidSearchException(String message, int position, Throwable cause) {
    super(message + " (at character " + position + ")", cause);
    this.position = position;
  }

  /** Returns the position in the query, counted in characters from 1; empty where none is known. */
  public OptionalInt position() {
    return position == 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }
}
