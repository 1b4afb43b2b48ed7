package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one check of a verification found.
 *
 * @param check name of the check, stable
 * @param severity whether all is as it should be
 * @param detail one line: what was checked, or what is wrong
 */
@JsonPropertyOrder({"check", "ok", "severity", "detail"})
public record Finding(String check, Severity severity, String detail) {
  /** Whether all is as it should be. */
  public enum Severity {
    /** All is. */
    SOUND,
    /** All that could be checked is, but something to check against is gone. */
    INCOMPLETE,
    /** Something is wrong. */
    BROKEN
  }

  /** Makes a finding that is sound or broken. */
  public Finding(String check, boolean ok, String detail) {
    this(check, ok ? Severity.SOUND : Severity.BROKEN, detail);
  }

  /** Returns whether nothing is wrong. */
  @JsonProperty
  public boolean ok() {
    return severity != Severity.BROKEN;
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, true, detail);
  }

  static Finding incomplete(String check, String detail) {
    return new Finding(check, Severity.INCOMPLETE, detail);
  }

  static Finding broken(String check, String detail) {
    return new Finding(check, false, detail);
  }

  /** Returns a finding that is as it should be if nothing is wrong. */
  static Finding of(String check, String wrong, String right) {
    return wrong.isEmpty() ? ok(check, right) : broken(check, wrong);
  }
}
