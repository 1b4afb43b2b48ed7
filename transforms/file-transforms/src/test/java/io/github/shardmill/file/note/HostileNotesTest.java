package io.github.shardmill.file.note;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random and hostile text: never an exception, never more than the limits, never for ever. */
class HostileNotesTest {
  private static final long SEED = seed();
  private static final int LONG = 4_000_000;

  /** What Markdown, YAML and notes are made of; a random choice of these goes deep. */
  private static final List<String> PIECES =
      List.of(
          "---\n",
          "...\n",
          "```",
          "~~~\n",
          "`",
          "``",
          "#",
          "# ",
          "##",
          "[",
          "[[",
          "]",
          "]]",
          "](",
          ")",
          "(",
          "<",
          ">",
          "|",
          "!",
          "\\",
          "\n",
          "\r\n",
          "\r",
          " ",
          "    ",
          "\t",
          "- ",
          "1. ",
          "> ",
          "===\n",
          ":",
          "://",
          "a",
          "tag",
          "title: ",
          "tags: ",
          "date: ",
          "&a ",
          "*a",
          "!!x ",
          "{",
          "}",
          ",",
          "'",
          "\"",
          "%",
          "%41",
          ".md",
          "../",
          "~",
          "null",
          "2024-02-03",
          "\uFEFF",
          "\u00e9",
          "\u5098",
          "\uD83D\uDC08",
          "\uD83D",
          "\uDC08",
          "\u200D",
          "\uFE0F",
          "\u0000",
          "\u0085",
          "\u2028",
          "x".repeat(300));

  private static long seed() {
    String given = System.getProperty("tests.seed", "");
    return given.isEmpty() ? System.nanoTime() : Long.parseUnsignedLong(given, 16);
  }

  @Test
  void randomPiecesOfMarkdownGiveANote() {
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "---\n" : "");
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      if (random.nextBoolean()) {
        text.append("\n---\n");
      }
      assertSound(text.toString());
    }
  }

  @Test
  void randomBytesGiveANote() {
    Random random = new Random(SEED);
    byte[] bytes = new byte[500];
    for (int round = 0; round < 5_000; round++) {
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertSound(text);
      assertSound("---\n" + text + "\n---\n");
    }
  }

  static Stream<String> oneThingOverAndOver() {
    return Stream.of(
            "[",
            "[[",
            "]]",
            "](",
            "](a",
            "](<",
            "[[a",
            "`",
            "` ``",
            "#",
            "#a",
            "# ",
            "<a",
            "<a>",
            "\\",
            ":",
            "://",
            "a",
            "\n",
            "> ",
            "- ",
            "```\n",
            "a\n",
            "a\n\n",
            "=\n",
            "#\n",
            "---\n",
            "[[a|",
            "[[a]] ",
            "%41",
            "(",
            " ",
            "\t",
            "1",
            "a`\n\n",
            "[a](b.md) ")
        .map(piece -> piece.repeat(LONG / piece.length()));
  }

  /** Each takes a fraction of a second where time is linear, and hours where it is not. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("oneThingOverAndOver")
  @Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThingOverAndOverTakesLinearTime(String text) {
    assertSound(text);
  }

  @Test
  @Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void runsOfBackticksOfAllLengthsTakeLinearTime() {
    StringBuilder text = new StringBuilder();
    for (int length = 1; text.length() < LONG; length++) {
      text.append("`".repeat(length)).append(' ');
    }
    assertSound(text.toString());
    assertSound(text.reverse().toString());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("oneThingOverAndOver")
  @Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void frontMatterOfOneThingTakesNoLongerThanItsLimitAllows(String text) {
    for (String before : List.of("", "a: [", "a: ", "? ", "a: {")) {
      assertSound("---\n" + before + text.substring(0, 60_000) + "\n---\n# B\n");
    }
  }

  private static void assertSound(String text) {
    Note note;
    try {
      note = NoteReader.read(text);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(reproduction() + ": " + text, e);
    }
    assertThat(reproduction(), note.tags().size(), lessThanOrEqualTo(NoteReader.MAX_TAGS));
    assertThat(reproduction(), note.links().size(), lessThanOrEqualTo(NoteReader.MAX_LINKS));
    assertThat(reproduction(), note.aliases().size(), lessThanOrEqualTo(NoteReader.MAX_NAMES));
    for (List<String> values : List.of(note.tags(), note.links(), note.aliases())) {
      for (String value : values) {
        assertThat(reproduction(), value, not(blankString()));
        assertThat(reproduction(), value, equalTo(value.strip()));
      }
    }
    assertThat(reproduction(), note.title(), equalTo(note.title().strip()));
  }

  private static String reproduction() {
    return String.format(Locale.ROOT, "-Dtests.seed=%x", SEED);
  }
}
