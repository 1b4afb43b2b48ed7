package io.github.shardmill.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class ExtractorVersionTest {
  private static final ExtractorVersion TEN = new ExtractorVersion("tika-1;rules=1", 10);
  private static final ExtractorVersion TWENTY = new ExtractorVersion("tika-1;rules=1", 20);
  private static final ExtractorVersion NEWER = new ExtractorVersion("tika-2;rules=1", 10);

  @Test
  void limitIsRecordedOnlyWhereTheTextReachedIt() {
    assertThat(TEN.recorded(Outcome.OK, 8), is("tika-1;rules=1"));
    assertThat(TEN.recorded(Outcome.OK, 10), is("tika-1;rules=1;text=10"));
    assertThat(TEN.recorded(Outcome.TRUNCATED, 10), is("tika-1;rules=1;text=10"));
    assertThat(TEN.recorded(Outcome.TRUNCATED, 9), is("tika-1;rules=1;text=10"));
    assertThat(TEN.recorded(Outcome.TRUNCATED, 3), is("tika-1;rules=1"));
    assertThat(TEN.recorded(Outcome.CORRUPT, 0), is("tika-1;rules=1"));
  }

  @Test
  void anotherLimitConcernsOnlyWhatItStopsOrStopped() {
    String cut = TEN.recorded(Outcome.TRUNCATED, 10);
    String whole = TEN.recorded(Outcome.OK, 8);
    assertThat(TEN.stillGives(Outcome.TRUNCATED, cut, 10), is(true));
    assertThat(TWENTY.stillGives(Outcome.TRUNCATED, cut, 10), is(false));
    assertThat(TWENTY.stillGives(Outcome.OK, whole, 8), is(true));
    assertThat(TEN.stillGives(Outcome.OK, TWENTY.recorded(Outcome.OK, 11), 11), is(false));
    assertThat(TEN.stillGives(Outcome.OK, TWENTY.recorded(Outcome.OK, 9), 9), is(false));
    assertThat(TEN.stillGives(Outcome.OK, TWENTY.recorded(Outcome.OK, 8), 8), is(true));
  }

  @Test
  void anotherProgramConcernsEverything() {
    assertThat(NEWER.stillGives(Outcome.OK, TEN.recorded(Outcome.OK, 1), 1), is(false));
    assertThat(
        NEWER.stillGives(Outcome.TRUNCATED, TEN.recorded(Outcome.TRUNCATED, 10), 10), is(false));
    assertThat(NEWER.stillGives(Outcome.CORRUPT, TEN.recorded(Outcome.CORRUPT, 0), 0), is(false));
  }

  @Test
  void waysToReadPicturesAreRecordedOnlyWhereThereAreAny() {
    ExtractorVersion english = new ExtractorVersion("tika-1;rules=1", 10, "eng", "");
    assertThat(english.recorded(Outcome.OK, 8, false), is("tika-1;rules=1"));
    assertThat(english.recorded(Outcome.OK, 8, true), is("tika-1;rules=1;ocr=eng"));
    assertThat(english.recorded(Outcome.OK, 10, true), is("tika-1;rules=1;text=10;ocr=eng"));
    assertThat(TEN.recorded(Outcome.CORRUPT, 0, true), is("tika-1;rules=1;ocr=none"));
  }

  @Test
  void anotherWayToReadPicturesConcernsOnlyWhatHasAny() {
    ExtractorVersion english = new ExtractorVersion("tika-1;rules=1", 10, "eng", "");
    ExtractorVersion both = new ExtractorVersion("tika-1;rules=1", 10, "eng+deu", "");
    for (long characters : new long[] {8, 10}) {
      String picture = english.recorded(Outcome.OK, characters, true);
      String text = english.recorded(Outcome.OK, characters, false);
      assertThat(english.stillGives(Outcome.OK, picture, characters), is(true));
      assertThat(both.stillGives(Outcome.OK, picture, characters), is(false));
      assertThat(TEN.stillGives(Outcome.OK, picture, characters), is(false));
      assertThat(both.stillGives(Outcome.OK, text, characters), is(true));
      assertThat(TEN.stillGives(Outcome.OK, text, characters), is(true));
    }
    assertThat(NEWER.stillGives(Outcome.OK, TEN.recorded(Outcome.OK, 1, true), 1), is(false));
  }

  @Test
  void otherPasswordsConcernOnlyWhatIsEncrypted() {
    ExtractorVersion old = new ExtractorVersion("tika-1;rules=1", 10, "none", "77");
    ExtractorVersion other = new ExtractorVersion("tika-1;rules=1", 10, "none", "78");
    String locked = old.recorded(Outcome.ENCRYPTED, 0, true);
    assertThat(locked, is("tika-1;rules=1;ocr=none;passwords=77"));
    assertThat(old.stillGives(Outcome.ENCRYPTED, locked, 0), is(true));
    assertThat(other.stillGives(Outcome.ENCRYPTED, locked, 0), is(false));
    assertThat(TEN.stillGives(Outcome.ENCRYPTED, locked, 0), is(false));
    String lockedWithout = TEN.recorded(Outcome.ENCRYPTED, 0);
    assertThat(TEN.stillGives(Outcome.ENCRYPTED, lockedWithout, 0), is(true));
    assertThat(old.stillGives(Outcome.ENCRYPTED, lockedWithout, 0), is(false));
    String open = old.recorded(Outcome.OK, 5);
    assertThat(open, is("tika-1;rules=1"));
    assertThat(other.stillGives(Outcome.OK, open, 5), is(true));
    assertThat(TEN.stillGives(Outcome.OK, open, 5), is(true));
  }
}
