package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one check of a verification found.
 *
 * @param check name of the check, stable
 * @param ok whether all is as it should be
 * @param detail one line: what was checked, or what is wrong
 */
@JsonPropertyOrder({"check", "ok", "detail"})
public record Finding(String check, boolean ok, String detail) {
  static Finding ok(String check, String detail) {
    return new Finding(check, true, detail);
  }

  static Finding broken(String check, String detail) {
    return new Finding(check, false, detail);
  }

  /** Returns a finding that is as it should be if nothing is wrong. */
  static Finding of(String check, String wrong, String right) {
    return wrong.isEmpty() ? ok(check, right) : broken(check, wrong);
  }
}
