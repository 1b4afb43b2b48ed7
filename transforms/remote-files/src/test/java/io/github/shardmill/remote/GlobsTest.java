package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlobsTest {
  private static final FileSystem FILES = Locations.path("memory://globs").getFileSystem();
  private static final List<String> PIECES =
      List.of(
          "a", "b", "ab", ".", "*", "**", "?", "/", "[ab]", "[!a]", "[a-c]", "[-a]", "[.*?]",
          "[^a]", "{a,b}", "{a*,}", "{b/a,.}", "\\*", "\\a", "+", "(", "$", "^", "|", ",", "&&",
          "[a&&b]");

  @Test
  void patternsMatchWhatTheyMatchLocally() {
    Random random = TestSeed.random();
    for (int i = 0; i < 20_000; i++) {
      String pattern = "glob:" + some(random, PIECES);
      String path =
          some(random, List.of("a", "b", "c", ".", "/", "*", "ab", "&", "^", "-", "+", "(", ","));
      Path local = Path.of(path);
      Path remote = FILES.getPath(path);
      if (remote.toString().equals(local.toString())) {
        assertThat(
            TestSeed.option() + ", " + pattern + " and " + path,
            FILES.getPathMatcher(pattern).matches(remote),
            is(FileSystems.getDefault().getPathMatcher(pattern).matches(local)));
      }
    }
  }

  private static String some(Random random, List<String> pieces) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
        .collect(Collectors.joining());
  }

  @Test
  void namesWithLineBreaksAndEmojiMatch() {
    assertThat(matches("glob:*", "a\nb"), is(true));
    assertThat(matches("glob:a?b", "a\ud83d\ude00b"), is(true));
    assertThat(matches("glob:[\ud83d\ude00]", "\ud83d\ude00"), is(true));
    assertThat(matches("regex:a.b", "a\nb"), is(true));
    assertThat(matches("regex:a.b", "axbc"), is(false));
  }

  private static boolean matches(String pattern, String path) {
    return FILES.getPathMatcher(pattern).matches(FILES.getPath(path));
  }

  @Test
  void whatIsNoPatternIsRefused() {
    for (String wrong : List.of("glob:{a", "glob:[a", "glob:a\\", "glob:{a{b}}", "regex:(")) {
      assertThrows(PatternSyntaxException.class, () -> FILES.getPathMatcher(wrong), wrong);
    }
    assertThrows(UnsupportedOperationException.class, () -> FILES.getPathMatcher("sql:%"));
  }
}
