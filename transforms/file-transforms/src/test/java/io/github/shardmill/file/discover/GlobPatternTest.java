package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.RelativePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.txt          | a.txt             | true",
        "*.txt          | d/e/a.txt         | true",
        "*.txt          | a.txt/b           | false",
        "d/*.txt        | d/a.txt           | true",
        "d/*.txt        | x/d/a.txt         | false",
        "d/*.txt        | d/e/a.txt         | false",
        "/*.txt         | a.txt             | true",
        "/*.txt         | d/a.txt           | false",
        "**/a.txt       | a.txt             | true",
        "**/a.txt       | d/e/a.txt         | true",
        "**/a.txt       | d/ba.txt          | false",
        "d/**/a.txt     | d/a.txt           | true",
        "d/**/a.txt     | d/e/f/a.txt       | true",
        "d/**           | d/e/f             | true",
        "d/**           | dd/e              | false",
        "?.txt          | é.txt             | true",
        "?.txt          | 🎉.txt            | true",
        "?.txt          | ab.txt            | false",
        "*.{md,txt}     | a.md              | true",
        "*.{md,t?t}     | a.txt             | true",
        "*.{md,txt}     | a.html            | false",
        "{a,b/c}/d      | b/c/d             | true",
        "a,b            | a,b               | true",
        "a[1].txt       | a[1].txt          | true",
        "a[1].txt       | a1.txt            | false",
        "a.c            | abc               | false",
        "\\*            | *                 | true",
        "\\*            | a                 | false",
        "*.TXT          | a.txt             | false",
      })
  void matchesAsDocumented(String glob, String path, boolean expected) {
    assertThat(GlobPattern.compile(glob).matches(path, false), is(expected));
  }

  @Test
  void starMatchesLineFeedsAndBytesThatAreNotUtf8() {
    String path = RelativePath.ofBytes(new byte[] {'a', '\n', (byte) 0xff, '.', 'x'}).text();
    assertThat(GlobPattern.compile("*.x").matches(path, false), is(true));
    assertThat(GlobPattern.compile("a??.x").matches(path, false), is(true));
  }

  @Test
  void slashAtTheEndMatchesDirectoriesOnly() {
    GlobPattern glob = GlobPattern.compile("build/");
    assertThat(glob.matches("a/build", true), is(true));
    assertThat(glob.matches("a/build", false), is(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/*.txt       | d     | false",
        "/d/*.txt     | d     | true",
        "/d/*.txt     | e     | false",
        "/d/*.txt     | d/e   | false",
        "/d/**/a      | d/e/f | true",
        "/d/**/a      | e     | false",
        "/**/a        | x/y/z | true",
        "/20??/*/a    | 2024  | true",
        "/20??/*/a    | 1999  | false",
        "/20??/*/a    | 2024/x | true",
        "/20??/*/a    | 2024/x/y | false",
        "/{a/b,c}/d   | a     | true",
      })
  void directoriesThatCannotHoldAMatchAreTold(String glob, String directory, boolean expected) {
    assertThat(GlobPattern.compile(glob).canMatchBelow(directory), is(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a{b", "a}b", "a\\"})
  void malformedGlobIsRefused(String glob) {
    InvalidSourceException refused =
        assertThrows(InvalidSourceException.class, () -> GlobPattern.compile(glob));
    assertThat(refused.getMessage(), containsString("'" + glob + "'"));
  }
}
