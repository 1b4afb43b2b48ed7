package io.github.shardmill.index.schema;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTermTest {
  private static final int LUCENES_LIMIT_BYTES = 32_766;

  @ParameterizedTest
  @CsvSource({
    "Annual Report, annual report",
    "ÉTÉ, ete",
    "E\u0301te\u0301, ete",
    "Straße, STRASSE",
    "Æther, aether",
    "Ørsted, orsted",
    "Đakovo, dakovo",
    "Łódź, lodz",
    "DIYARBAKIR, Dıyarbakır",
    "İstanbul, istanbul",
    "ΟΔΟΣ, οδός",
    "Ёлка, елка",
    "L’été, l'ete",
    "ﬁne, fine",
    "２０２４, 2024",
    "'  two\t\nwords ', two words",
    "a\u00a0b\u0007c, a b c",
  })
  void caseAccentsAndWhiteSpaceDoNotCount(String one, String other) {
    assertThat(CompletionTerm.equalTo(one), equalTo(CompletionTerm.equalTo(other)));
  }

  @ParameterizedTest
  @CsvSource({"कि, का", "resume, resum", "c, c++", "東京, 京都", "ab, a b"})
  void otherWordsAreOtherWords(String one, String other) {
    assertThat(CompletionTerm.equalTo(one), not(equalTo(CompletionTerm.equalTo(other))));
  }

  @Test
  void aBlankAtTheEndOfABeginningEndsTheWord() {
    BytesRef beginning = CompletionTerm.beginningWith(" Two ");

    assertThat(StringHelper.startsWith(CompletionTerm.of("two words"), beginning), is(true));
    assertThat(StringHelper.startsWith(CompletionTerm.of("twofold"), beginning), is(false));
    assertThat(CompletionTerm.beginningWith("  ").length, is(0));
  }

  @Test
  void wholeValuesComeBeforeThoseThatGoOn() {
    BytesRef beginning = CompletionTerm.beginningWith("ANN");
    BytesRef whole = CompletionTerm.of("Ann");
    BytesRef longer = CompletionTerm.of("Ann B.");

    assertThat(CompletionTerm.isWhole(whole, beginning), is(true));
    assertThat(CompletionTerm.isWhole(longer, beginning), is(false));
    assertThat(whole.compareTo(longer), is(lessThan(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001f", "a\u001fb", "  Čaj \n", "😀 grin", "\u0301"})
  void theValueIsKeptAsItIs(String value) {
    assertThat(CompletionTerm.value(CompletionTerm.of(value)), is(value));
    assertThat(
        CompletionTerm.length(CompletionTerm.of(value)), is((int) value.codePoints().count()));
  }

  /** One character that becomes eighteen when it is decomposed. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "漢", "😀", "\ufdfa"})
  void aLongValueIsCutAtACharacter(String character) {
    String value = "y" + character.repeat(40_000);
    BytesRef term = CompletionTerm.of(value);
    String kept = CompletionTerm.value(term);

    assertThat(term.length, is(lessThan(LUCENES_LIMIT_BYTES)));
    assertThat(value.startsWith(kept), is(true));
    assertThat(kept.length(), is(greaterThan(CompletionTerm.MAX_CHARACTERS - 2)));
    assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), is(kept));
    assertThat(StringHelper.startsWith(term, CompletionTerm.beginningWith(value)), is(true));
  }

  @RepeatedTest(50)
  void aValueBeginsWithEachOfItsBeginnings(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String value =
        random
            .ints(12, 0, 0x2fff)
            .filter(Character::isDefined)
            .mapToObj(Character::toString)
            .reduce("", String::concat);
    BytesRef term = CompletionTerm.of(value);

    for (int end = 0; end <= value.length(); end++) {
      String beginning = value.substring(0, end);
      // A mark may join the letter before it, which is another letter without it.
      if (end == value.length() || isSimple(value.charAt(end))) {
        assertThat(
            "seed " + repetition.getCurrentRepetition() + ", " + end,
            StringHelper.startsWith(term, CompletionTerm.beginningWith(beginning.stripTrailing())),
            is(true));
      }
    }
    String folded = Folding.fold(value);
    assertThat(Folding.fold(folded), is(folded));
  }

  private static boolean isSimple(char c) {
    return Character.isLetterOrDigit(c) && c < 0x300;
  }
}
