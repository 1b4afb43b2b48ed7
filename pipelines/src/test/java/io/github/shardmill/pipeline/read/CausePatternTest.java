package io.github.shardmill.pipeline.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CausePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "took longer than 5000 ms | took longer than # ms",
        "offset 1,234,567 of 9.5 MB | offset # of # MB",
        "at 12:30:45 | at #",
        "magic 0x1F2e in obj12 | magic # in obj#",
        "digest 3b5d5c3712955042 expected | digest # expected",
        "id 550e8400-e29b-41d4-a716-446655440000 | id #-#-#-#-#",
        "no entry 'word/document.xml' here | no entry '...' here",
        "no entry \"a b 3\" or `c` | no entry '...' or '...'",
        "\u201ctyped\u201d and \u00abanother\u00bb | '...' and '...'",
        "can't read it, isn't there | can't read it, isn't there",
        "don't open 'it' | don't open '...'",
        "cannot open /tmp/x/y.bin: gone | cannot open (path): gone",
        "cannot open C:\\dir\\y.bin | cannot open (path)",
        "see ~/a/b and ../c | see (path) and (path)",
        "part word/media/image1.png is broken | part (path) is broken",
        "part word/document.xml is broken | part (path) is broken",
        "no host http://example.org/a | no host (path)",
        "I/O error | I/O error",
        "yes and/or no | yes and/or no",
        "no parser for application/octet-stream | no parser for application/octet-stream",
        "no parser for application/vnd.ms-excel | no parser for application/vnd.ms-excel",
        "EOFException: end of file | EOFException: end of file",
      })
  void whatDiffersFromFileToFileIsLeftOut(String cause, String pattern) {
    assertThat(CausePattern.of(cause), is(pattern));
    assertThat(CausePattern.of(pattern), is(pattern));
  }

  @Test
  void causeThatIsNotKnownStaysUnknown() {
    assertThat(CausePattern.of(""), is(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "-", "'", "a/", "a.", ".", "1", "\"'`", "\\"})
  void causesThatAreBuiltToBeLongComeToAnEnd(String part) {
    String pattern = CausePattern.of(part.repeat(1_000));
    assertThat(CausePattern.of(pattern), is(pattern));
  }

  @Test
  void openQuotesAreNoName() {
    assertThat(CausePattern.of("a \"half of it"), is("a \"half of it"));
  }
}
