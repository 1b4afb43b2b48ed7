package io.github.shardmill.index;

import java.io.IOException;
import java.io.Serializable;
import org.apache.lucene.index.DirectoryReader;

/**
 * A check of what a run is about to publish. Asked once, in the commit, when everything is adopted
 * and nothing is visible yet; one refusal keeps the previous commit.
 */
public interface Gate extends Serializable {
  /**
   * Looks at a candidate.
   *
   * @throws IOException if it could not be checked; nothing is published then
   */
  Result check(Candidate candidate) throws IOException;

  /**
   * What the index would become.
   *
   * @param reader the index as it would be; closed by who made it
   * @param plan the run
   * @param documentsBefore live documents of the commit before, -1 where there is none
   * @param documents live documents
   * @param tally what the run counted
   */
  record Candidate(
      DirectoryReader reader, RunPlan plan, long documentsBefore, long documents, Tally tally) {}

  /**
   * What a gate found.
   *
   * @param gate what was asked for, as the person wrote it
   * @param passed whether the candidate may be published
   * @param found what was found, one line
   */
  record Result(String gate, boolean passed, String found) implements Serializable {}
}
