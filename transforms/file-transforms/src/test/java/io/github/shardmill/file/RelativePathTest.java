package io.github.shardmill.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class RelativePathTest {
  @Test
  void textKeepsInvalidBytesApart() {
    byte[] bytes = {'a', (byte) 0xE9, '/', (byte) 0xC3, (byte) 0xA9, (byte) 0xC3};
    assertThat(RelativePath.ofBytes(bytes).text(), is("a\uDCE9/é\uDCC3"));
  }

  @Test
  void displayEscapesAllBytesOfANameThatIsNotUtf8() {
    assertThat(RelativePath.ofBytes(new byte[] {'a', (byte) 0xE9}).display(), is("a%E9"));
    assertThat(RelativePath.of("aé").display(), is("aé"));
  }

  @Test
  void nameIsTheLastPart() {
    assertThat(RelativePath.of("a/b/c.txt").name(), is(RelativePath.of("c.txt")));
    assertThat(RelativePath.of("c.txt").name(), is(RelativePath.of("c.txt")));
  }

  @Test
  void givenBytesAreCopied() {
    byte[] bytes = {'a'};
    RelativePath path = RelativePath.ofBytes(bytes);
    bytes[0] = 'b';
    path.bytes()[0] = 'c';
    assertThat(path, is(RelativePath.of("a")));
  }
}
