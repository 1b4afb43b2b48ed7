package io.github.shardmill.cli.view;

import java.util.List;

/**
 * What {@code verify} found.
 *
 * @param location the index directory, absolute
 * @param generation of the commit that was checked
 * @param documents live documents
 * @param logicalDigest recomputed from the postings, lower-case hex
 * @param seconds wall time
 * @param checks in the order made
 */
public record VerifyReport(
    String location,
    long generation,
    long documents,
    String logicalDigest,
    double seconds,
    List<Check> checks) {
  /** Copies the list. */
  public VerifyReport {
    checks = List.copyOf(checks);
  }

  /** Returns whether every check passed. */
  public boolean isSound() {
    return checks.stream().allMatch(Check::passed);
  }

  /**
   * One check.
   *
   * @param name a stable name for scripts, lower case with dashes
   * @param passed whether all is well
   * @param detail one line: what was compared, or what is wrong
   */
  public record Check(String name, boolean passed, String detail) {}
}
