package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What a verification found. Immutable.
 *
 * @param ok whether every check found all as it should be
 * @param findings one for each check that was made, in order
 */
@JsonPropertyOrder({"ok", "findings"})
public record VerificationReport(boolean ok, List<Finding> findings) {
  /** Makes a report of findings. */
  public static VerificationReport of(List<Finding> findings) {
    return new VerificationReport(findings.stream().allMatch(Finding::ok), List.copyOf(findings));
  }
}
