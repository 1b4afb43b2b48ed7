package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain name.txt",
        "كتاب الطبخ",
        "交付記録",
        "📐 👩\u200D🔬",
        "می\u200Cخواهم",
        "e\u0301"
      })
  void namesInEveryScriptStayAsTheyAre(String name) {
    assertThat(VisibleText.of(name), is(name));
  }

  @Test
  void whatCannotBeSeenIsWrittenOut() {
    assertThat(
        VisibleText.of("a\nb\u202Ec\u2028d\uD800e\u00ADf"),
        is("a\\u000Ab\\u202Ec\\u2028d\\uD800e\\u00ADf"));
  }

  @Test
  void tagCharactersBeyondTheFirstPlaneAreWrittenOut() {
    assertThat(VisibleText.of("\uDB40\uDC41"), is("\\u{E0041}"));
  }

  @Test
  void abbreviationNeverCutsACharacterInTwo() {
    assertThat(VisibleText.abbreviated("📐📐📐📐📐📐", 4), is("📐📐 \u2026 📐📐"));
    assertThat(VisibleText.abbreviated("📐📐📐📐", 4), is("📐📐📐📐"));
  }
}
