package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourceSpec.Kind;
import io.github.shardmill.remote.MemoryFiles;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteSourcesTest {
  private final MemoryFiles remote = new MemoryFiles();

  @BeforeEach
  void plantFiles() throws Exception {
    remote.files("mail/2023/a.eml", "mail/2024/b.eml", "mail/2024/x/c.eml", "odd*name/d", "e.pdf");
  }

  @Test
  void directoryIsATree() {
    SourceSpec spec = parse(remote.location() + "/mail/2024/");
    assertThat(spec.kind(), is(Kind.TREE));
    assertThat(spec.source(), is(new Source("2024", remote.location() + "/mail/2024")));
    assertThat(SourcePaths.root(spec.source()), is(remote.path("mail/2024")));
    assertThat(parse("post=" + remote.location() + "/mail").source().name(), is("post"));
  }

  @Test
  void wholeStoreIsNamedAfterItsAuthority() {
    String authority = remote.location().substring("memory://".length());
    for (String written : List.of(remote.location(), remote.location() + "/")) {
      SourceSpec spec = parse(written);
      assertThat(spec.source().name(), is(authority));
      assertThat(SourcePaths.root(spec.source()), is(remote.path("")));
    }
  }

  @Test
  void fileIsTakenAlone() throws Exception {
    SourceSpec spec = parse(remote.location() + "/mail/2023/a.eml");
    assertThat(spec.kind(), is(Kind.FILE));
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("a.eml"));
  }

  @Test
  void globIsAnchoredAtTheDirectoryBeforeIt() throws Exception {
    SourceSpec spec = parse(remote.location() + "/mail/20?4/**.eml");
    assertThat(spec.source().name(), is("mail"));
    assertThat(
        Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("2024/b.eml", "2024/x/c.eml"));
    SourceSpec everywhere = parse("all=" + remote.location() + "/*.pdf");
    assertThat(Trees.lines(Trees.walk(everywhere, FileFilter.DEFAULT)), contains("e.pdf"));
  }

  @Test
  void whatIsThereUnderTheVeryNameIsNoGlob() {
    assertThat(parse(remote.location() + "/odd*name").kind(), is(Kind.TREE));
  }

  @Test
  void whatIsNotThereIsRefusedInOneLine() {
    assertRefused(remote.location() + "/missing", "does not exist");
    assertRefused(remote.location() + "/missing/*.txt", "there is no directory");
    assertRefused("memory://a*/x", "behind the name of the bucket or host");
    assertRefused("nowhere://host/x", "no file system of this program reads nowhere://");
  }

  @Test
  void whatDoesNotAnswerIsNotMissing() {
    remote.store().failFrom(1);
    UnreachableSourceException silent =
        assertThrows(
            UnreachableSourceException.class, () -> parse("x=" + remote.location() + "/mail"));
    assertThat(
        silent.getMessage(),
        is(
            "input 'x="
                + remote.location()
                + "/mail' cannot be reached: "
                + remote.location()
                + " was told to fail"));
  }

  private static void assertRefused(String input, String reason) {
    InvalidSourceException refused = assertThrows(InvalidSourceException.class, () -> parse(input));
    assertThat(refused.getMessage(), containsString(reason));
    assertThat(refused.getMessage(), not(containsString("\n")));
  }

  private static SourceSpec parse(String input) {
    return Sources.parse(List.of(input)).get(0);
  }
}
