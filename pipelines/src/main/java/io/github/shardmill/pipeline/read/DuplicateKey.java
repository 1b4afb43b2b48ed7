package io.github.shardmill.pipeline.read;

import io.github.shardmill.pipeline.FileSchema;

/** What two documents have to have in common to be duplicates. Called as people write it. */
public enum DuplicateKey {
  /** All bytes. */
  SHA256("sha256", FileSchema.SHA256, "bytes"),
  /** The Message-ID of a mail. */
  MESSAGE_ID("message-id", FileSchema.MESSAGE_ID_HASH, "Message-ID"),
  /** What a mail says. */
  MESSAGE("message", FileSchema.MESSAGE_HASH, "message");

  private final String title;
  private final String field;
  private final String shared;

  DuplicateKey(String title, String field, String shared) {
    this.title = title;
    this.field = field;
    this.shared = shared;
  }

  /** Returns the field that holds it. */
  public String field() {
    return field;
  }

  /** Returns what duplicates share, for a person. */
  public String shared() {
    return shared;
  }

  @Override
  public String toString() {
    return title;
  }
}
