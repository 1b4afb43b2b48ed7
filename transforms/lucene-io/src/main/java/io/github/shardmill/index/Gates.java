package io.github.shardmill.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;

/** Asks the gates of a plan. Stateless. */
final class Gates {
  private Gates() {}

  /**
   * Asks all of them, also behind one that refuses, so that a person learns everything at once.
   *
   * @param before live documents of the commit before, -1 where there is none
   * @param documents live documents that the index would have
   * @return what each found, in the order of the plan
   */
  static List<Gate.Result> check(
      IndexWriter writer, RunPlan plan, long before, long documents, Tally tally)
      throws IOException {
    List<Gate.Result> results = new ArrayList<>();
    if (plan.policy().gates().isEmpty()) {
      return results;
    }
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      Gate.Candidate candidate = new Gate.Candidate(reader, plan, before, documents, tally);
      for (Gate gate : plan.policy().gates()) {
        results.add(gate.check(candidate));
      }
    }
    return results;
  }
}
