package io.github.shardmill.file.change;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.ExtractorVersion;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeRulesTest {
  private static final ExtractorVersion VERSION = new ExtractorVersion("tika", 100);
  private static final long LISTED = 1_000_000;
  private static final long OLD = LISTED - 10_000;
  private static final FileEntry FILE = new FileEntry(RelativePath.of("a.txt"), 7, OLD);
  private static final KnownFile KNOWN = new KnownFile(7, OLD, Outcome.OK, "tika", 5, 0, 0);
  private static final ChangeRules RULES =
      new ChangeRules(VERSION, Map.of("notes", LISTED), false, true, LISTED + 500_000);

  @Test
  void unknownFileIsAdded() {
    assertThat(judge(RULES, FILE, null, OLD), is(Change.ADDED));
  }

  @Test
  void sameSizeAndTimeIsUnchanged() {
    assertThat(judge(RULES, FILE, KNOWN, OLD), is(Change.UNCHANGED));
  }

  @Test
  void anotherSizeOrTimeIsModified() {
    FileEntry larger = new FileEntry(FILE.path(), 8, OLD);
    FileEntry older = new FileEntry(FILE.path(), 7, OLD - 1);
    assertThat(judge(RULES, larger, KNOWN, OLD), is(Change.MODIFIED));
    assertThat(judge(RULES, older, KNOWN, OLD), is(Change.MODIFIED));
  }

  @ParameterizedTest
  @CsvSource({"997999, UNCHANGED", "998000, DOUBTFUL", "1000000, DOUBTFUL", "9999999, DOUBTFUL"})
  void fileModifiedWithinTwoSecondsOfItsListingIsDoubtful(long modified, Change expected) {
    FileEntry file = new FileEntry(FILE.path(), 7, modified);
    KnownFile known = new KnownFile(7, modified, Outcome.OK, "tika", 5, 0, 0);
    assertThat(judge(RULES, file, known, modified), is(expected));
  }

  @Test
  void fileThatIsDatedInTheFutureIsTrustedWhileNobodyTouchesIt() {
    long nextYear = LISTED + 400L * 24 * 60 * 60 * 1_000;
    FileEntry file = new FileEntry(FILE.path(), 7, nextYear);
    KnownFile known = new KnownFile(7, nextYear, Outcome.OK, "tika", 5, 0, 0);
    assertThat(judge(RULES, file, known, OLD), is(Change.UNCHANGED));
    assertThat(judge(RULES, file, known, LISTED), is(Change.DOUBTFUL));
  }

  @Test
  void fileWhoseTimeWasSetBackIsDoubtful() {
    assertThat(judge(RULES, FILE, KNOWN, LISTED + 1), is(Change.DOUBTFUL));
    assertThat(judge(RULES, FILE, KNOWN, Long.MAX_VALUE), is(Change.DOUBTFUL));
  }

  @Test
  void sourceThatWasNotListedAndChecksumsTrustNothing() {
    assertThat(RULES.judge("other", FILE, Optional.of(KNOWN), file -> OLD), is(Change.DOUBTFUL));
    ChangeRules checksum = new ChangeRules(VERSION, RULES.listedMillis(), true, true, 0);
    assertThat(judge(checksum, FILE, KNOWN, OLD), is(Change.DOUBTFUL));
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void onlyFailuresThatMayNotLastAreTriedAgain(Outcome outcome) {
    KnownFile known = new KnownFile(7, OLD, outcome, "tika", 0, 1, LISTED);
    Change expected = outcome.isRetryable() ? Change.RETRY : Change.UNCHANGED;
    assertThat(judge(RULES, FILE, known, OLD), is(expected));
    ChangeRules noRetry = new ChangeRules(VERSION, RULES.listedMillis(), false, false, LISTED);
    assertThat(judge(noRetry, FILE, known, OLD), is(Change.UNCHANGED));
  }

  @Test
  void repeatedFailureWaitsBeforeItIsTriedAgain() {
    KnownFile third = new KnownFile(7, OLD, Outcome.UNREADABLE, "tika", 0, 3, LISTED);
    assertThat(judge(at(LISTED + 119_999), FILE, third, OLD), is(Change.UNCHANGED));
    assertThat(judge(at(LISTED + 120_000), FILE, third, OLD), is(Change.RETRY));
  }

  @Test
  void delayDoublesUpToADay() {
    assertThat(RetryDelay.afterMillis(1), is(0L));
    assertThat(RetryDelay.afterMillis(2), is(60_000L));
    assertThat(RetryDelay.afterMillis(3), is(120_000L));
    assertThat(RetryDelay.afterMillis(12), is(61_440_000L));
    assertThat(RetryDelay.afterMillis(13), is(86_400_000L));
    assertThat(RetryDelay.afterMillis(Long.MAX_VALUE), is(86_400_000L));
  }

  @Test
  void otherSettingsThatMatterMakeAFileOutdated() {
    KnownFile other = new KnownFile(7, OLD, Outcome.OK, "tika-0", 5, 0, 0);
    KnownFile longer = new KnownFile(7, OLD, Outcome.OK, "tika", 101, 0, 0);
    assertThat(judge(RULES, FILE, other, OLD), is(Change.OUTDATED));
    assertThat(judge(RULES, FILE, longer, OLD), is(Change.OUTDATED));
    assertThat(RULES.isReusable(other), is(false));
    assertThat(RULES.isReusable(longer), is(false));
  }

  @Test
  void onlyTextOfGoodResultsIsReusable() {
    assertThat(RULES.isReusable(KNOWN), is(true));
    KnownFile cut = new KnownFile(7, OLD, Outcome.TRUNCATED, "tika;text=100", 100, 0, 0);
    KnownFile cutElsewhere = new KnownFile(7, OLD, Outcome.TRUNCATED, "tika;text=50", 50, 0, 0);
    KnownFile corrupt = new KnownFile(7, OLD, Outcome.CORRUPT, "tika", 0, 0, 0);
    assertThat(RULES.isReusable(cut), is(true));
    assertThat(RULES.isReusable(cutElsewhere), is(false));
    assertThat(RULES.isReusable(corrupt), is(false));
  }

  @Test
  void rulesTravelToWorkers() {
    assertThat(SerializableUtils.clone(RULES), is(RULES));
  }

  private static ChangeRules at(long nowMillis) {
    return new ChangeRules(VERSION, RULES.listedMillis(), false, true, nowMillis);
  }

  private static Change judge(ChangeRules rules, FileEntry file, KnownFile known, long touched) {
    return rules.judge("notes", file, Optional.ofNullable(known), asked -> touched);
  }
}
