package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.pipeline.report.FailureSection.Failure;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void nameOutcomeAndCauseAreToldApart() {
    assertThat(
        Failure.of("case7:a.pdf\tTIMED_OUT\tno end after 30 s"),
        is(new Failure("case7:a.pdf", "TIMED_OUT", "no end after 30 s")));
  }

  @Test
  void aNameMayHoldTabs() {
    assertThat(
        Failure.of("case7:a\tOK\tb.pdf\tCORRUPT\tno trailer"),
        is(new Failure("case7:a\tOK\tb.pdf", "CORRUPT", "no trailer")));
  }

  @Test
  void anEntryOfAnotherFormIsAName() {
    assertThat(Failure.of("case7:a.pdf"), is(new Failure("case7:a.pdf", "", "")));
    assertThat(Failure.of("a\tb\tc"), is(new Failure("a\tb\tc", "", "")));
  }

  @Test
  void theCauseMayBeEmpty() {
    assertThat(Failure.of("a\tCRASHED\t"), is(new Failure("a", "CRASHED", "")));
  }
}
