package io.github.shardmill.cli.view;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import org.junit.jupiter.api.Test;

class RunTotalsTest {
  @Test
  void buildSaysWhatWasIndexedAndHowFast() {
    assertThat(
        line(new FileCounts(77, 71, 0, 0, 2, 4), 0, 75, 150_000),
        is(
            "71 of 77 files indexed, 2 excluded, 4 failed; 75 documents, 150.0 kB in 2.0 s"
                + " (38 documents/s, 75.0 kB/s)"));
  }

  @Test
  void updateSaysWhatStayedAndWhatIsGone() {
    assertThat(
        line(new FileCounts(77, 1, 74, 0, 2, 0), 3, 1, 20),
        is(
            "1 of 77 files indexed, 74 unchanged, 2 excluded, 3 removed; 1 document, 20 B in 2.0 s"
                + " (0.5 documents/s, 10 B/s)"));
  }

  @Test
  void updateThatOnlyRemovesSaysSo() {
    assertThat(
        line(new FileCounts(17, 0, 17, 0, 0, 0), 1, 0, 0),
        is("17 of 17 files unchanged, 1 removed, in 2.0 s"));
  }

  @Test
  void updateWithoutAnythingToDoHasNoSpeed() {
    assertThat(
        line(new FileCounts(77, 0, 75, 0, 2, 0), 0, 0, 0),
        is("75 of 77 files unchanged, 2 excluded, in 2.0 s"));
  }

  @Test
  void emptySourceHasNoFilesIndexed() {
    assertThat(
        line(new FileCounts(0, 0, 0, 0, 0, 0), 0, 0, 0), is("0 of 0 files indexed, in 2.0 s"));
  }

  private static String line(FileCounts files, long removed, long documents, long bytes) {
    return RunTotals.line(
        new RunSummary("run", Verdict.COMMITTED, "", files, removed, 0, documents, bytes, 2, 0, 0));
  }
}
