package io.github.shardmill.cli.view;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void ordinaryNamesStayAsTheyAre() {
    assertThat(Printable.name("straße/日本 🙂.txt"), is("straße/日本 🙂.txt"));
  }

  @Test
  void whatWouldActOnATerminalIsEscaped() {
    assertThat(Printable.name("a\nb\tc\r"), is("a\\nb\\tc\\r"));
    assertThat(Printable.name("\u001b[2Jx"), is("\\u001b[2Jx"));
    assertThat(Printable.name("exe\u202etxt"), is("exe\\u202etxt"));
    assertThat(Printable.name("\ud800!"), is("\\ud800!"));
    assertThat(Printable.name("\udb40\udc01"), is("\\u{e0001}"));
  }

  @Test
  void anEscapeCannotBeFaked() {
    assertThat(Printable.name("a\\nb"), is("a\\\\nb"));
  }

  @Test
  void runningTextBecomesOneLine() {
    assertThat(Printable.text("  one\n\n two\u001b[1m\u0000three  "), is("one two [1m three"));
  }
}
