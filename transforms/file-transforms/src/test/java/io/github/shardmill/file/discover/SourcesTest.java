package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourceSpec.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path directory;

  @Test
  void directoryIsATreeNamedAfterItsLastPart() throws Exception {
    Path vault = Files.createDirectory(directory.resolve("my vault (1)"));
    SourceSpec spec = parse(vault.toString());
    assertThat(spec, is(SourceSpec.tree(new Source("my_vault__1_", vault.toUri().toString()))));
    assertThat(parse(vault + "/"), is(spec));
    assertThat(parse(vault + "/../" + vault.getFileName()), is(spec));
  }

  @Test
  void nameMayBeGiven() {
    assertThat(parse("notes=" + directory).source().name(), is("notes"));
  }

  @Test
  void whatCannotBeANameIsPartOfThePath() throws Exception {
    Path odd = Files.createDirectory(directory.resolve("a=b"));
    assertThat(parse(odd.toString()).source().root(), is(odd.toUri().toString()));
  }

  @Test
  void fileIsTakenAloneAndNamedAfterItself() throws Exception {
    Trees.files(directory, "report.pdf", "other");
    SourceSpec spec = parse(directory.resolve("report.pdf").toString());

    assertThat(spec.source(), is(new Source("report.pdf", directory.toUri().toString())));
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("report.pdf"));
  }

  @Test
  void namedFileIsTakenThoughHiddenOrALinkOut(@TempDir Path outside) throws Exception {
    Trees.files(outside, "target");
    Path link = Files.createSymbolicLink(directory.resolve(".link"), outside.resolve("target"));
    SourceSpec spec = parse(link.toString());

    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains(".link"));
    FileFilter small = FileFilter.DEFAULT.withMaxFileSizeBytes(1);
    assertThat(Trees.lines(Trees.walk(spec, small)), contains(".link: larger than 1 bytes"));
  }

  @Test
  void namedFileThatIsGoneIsExcluded() throws Exception {
    SourceSpec spec = parse(Trees.file(directory, "f").toString());
    Files.delete(directory.resolve("f"));
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("f: missing"));
  }

  @Test
  void singleFileIsFoundOnce() throws Exception {
    SourceSpec spec = parse(Trees.file(directory, "f").toString());
    String cursor = Trees.walk(spec, FileFilter.DEFAULT).get(0).cursor();
    try (Walk walk = Walks.open(spec, FileFilter.DEFAULT, cursor)) {
      assertThat(Trees.drain(walk), is(List.of()));
    }
  }

  @Test
  void rootOfAGlobIsTheDirectoryBeforeItsFirstWildcard() throws Exception {
    Trees.files(directory, "mail/2024/a.eml", "mail/2024/x/b.eml", "mail/2023/c.eml", "d.eml");
    SourceSpec spec = parse(directory + "/mail/20?4/*.eml");

    assertThat(spec.kind(), is(Kind.GLOB));
    assertThat(spec.source().name(), is("mail"));
    assertThat(spec.source().root(), is(directory.resolve("mail").toUri().toString()));
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("2024/a.eml"));
    SourceSpec deep = parse(directory + "/mail/**/*.eml");
    assertThat(
        Trees.lines(Trees.walk(deep, FileFilter.DEFAULT)),
        contains("2023/c.eml", "2024/a.eml", "2024/x/b.eml"));
  }

  @Test
  void whatExistsUnderTheVeryNameIsNoGlob() throws Exception {
    Path odd = Files.createDirectory(directory.resolve("a*b"));
    assertThat(parse(odd.toString()).kind(), is(Kind.TREE));
    assertThat(parse(odd.toString()).source().name(), is("a_b"));
  }

  @Test
  void rootOfTheFileSystemHasAName() {
    assertThat(parse("/").source(), is(new Source("root", "file:///")));
  }

  @Test
  void whatIsNotThereIsRefusedInOneLine() {
    assertRefused(directory + "/missing", "does not exist");
    assertRefused(directory + "/missing/*.txt", "there is no directory");
    assertRefused("", "no path");
    assertRefused("name=", "no path");
    assertRefused("a\0b", "is not a path");
    assertRefused(directory + "/{a", "'{' without '}'");
  }

  @Test
  void sameNameTwiceIsRefused() throws Exception {
    Path left = Files.createDirectories(directory.resolve("left/docs"));
    Path right = Files.createDirectories(directory.resolve("right/docs"));
    List<String> inputs = List.of(left.toString(), right.toString());

    InvalidSourceException refused =
        assertThrows(InvalidSourceException.class, () -> Sources.parse(inputs));

    assertThat(refused.getMessage(), containsString("two inputs are called 'docs'"));
    assertThat(Sources.parse(List.of(left.toString(), "r=" + right)).size(), is(2));
  }

  @Test
  void listIsReadInItsOrderWithEveryEntryAccountedFor(@TempDir Path outside) throws Exception {
    Trees.files(directory, "b", "a", "d/c", ".hidden");
    Trees.files(outside, "secret");
    Files.createSymbolicLink(directory.resolve("d/out"), outside);
    String written =
        String.join(
            "\n",
            "b",
            "a",
            "",
            "./d/../d/c\r",
            directory + "/b",
            ".hidden",
            "missing",
            "d",
            ".",
            outside + "/secret",
            "../x",
            "d/out/secret");

    assertThat(
        Trees.lines(walkList(written.getBytes(StandardCharsets.UTF_8), FileFilter.DEFAULT)),
        contains(
            "b",
            "a",
            "d/c",
            "b",
            ".hidden",
            "missing: missing",
            "d: a directory in a list is not walked",
            ".: a directory in a list is not walked",
            outside + "/secret: outside of the base directory",
            "../x: outside of the base directory",
            "d/out/secret: link out of the root"));
  }

  @Test
  void listMayBeSeparatedByNulBytes() throws Exception {
    byte[] name = {'l', '\n', 'f', (byte) 0xff};
    Trees.file(directory, name);
    Trees.file(directory, "g");
    byte[] list = Arrays.copyOf(name, name.length + 3);
    list[name.length + 1] = 'g';

    List<Finding> found = walkList(list, FileFilter.DEFAULT);

    assertThat(
        found.stream().map(Finding::path).toList(),
        contains(RelativePath.ofBytes(name), RelativePath.of("g")));
    assertThat(Trees.lines(found), contains("l\nf%FF", "g"));
  }

  @Test
  void absoluteEntryMayHoldBytesThatAreNotUtf8() throws Exception {
    byte[] name = {'x', (byte) 0xff};
    Path file = Trees.file(directory, name);
    byte[] prefix = (directory + "/").getBytes(StandardCharsets.UTF_8);
    byte[] list = Arrays.copyOf(prefix, prefix.length + name.length);
    System.arraycopy(name, 0, list, prefix.length, name.length);

    List<Finding> found = walkList(list, FileFilter.DEFAULT);

    assertThat(Files.exists(file), is(true));
    assertThat(found.get(0).path(), is(RelativePath.ofBytes(name)));
    assertThat(found.get(0).kind(), is(Finding.Kind.FILE));
  }

  @Test
  void filterHoldsForListsToo() throws Exception {
    Trees.files(directory, "a.md", "b.txt", "drafts/c.md");
    FileFilter filter =
        FileFilter.DEFAULT.withIncludes(List.of("*.md")).withExcludes(List.of("drafts/"));
    assertThat(
        Trees.lines(walkList("a.md\nb.txt\ndrafts/c.md".getBytes(StandardCharsets.UTF_8), filter)),
        contains("a.md", "b.txt: not included", "drafts/c.md: excluded by drafts/"));
  }

  @Test
  void listGoesOnFromAnyCursor() throws Exception {
    Trees.files(directory, "a", "b", "c");
    Path list = Files.writeString(directory.resolve("list"), "c\n\nb\nmissing\na\n");
    SourceSpec spec = Sources.list(list, "s=" + directory);
    List<Finding> all = Trees.walk(spec, FileFilter.DEFAULT);
    for (int i = 0; i < all.size(); i++) {
      try (Walk walk = Walks.open(spec, FileFilter.DEFAULT, all.get(i).cursor())) {
        assertThat(Trees.drain(walk), is(all.subList(i + 1, all.size())));
      }
    }
  }

  @Test
  void listOrBaseThatIsNotThereIsRefused() throws Exception {
    Path list = Trees.file(directory, "list");
    Path missing = directory.resolve("missing");
    assertThrows(InvalidSourceException.class, () -> Sources.list(missing, directory.toString()));
    assertThrows(InvalidSourceException.class, () -> Sources.list(list, missing.toString()));
    assertThrows(InvalidSourceException.class, () -> Sources.list(list, list.toString()));
  }

  @Test
  void sourceHasItsStableForm() throws Exception {
    SourceSpec spec = new SourceSpec(new Source("s", "file:///r/"), Kind.GLOB, "/*");
    byte[] bytes = CoderUtils.encodeToByteArray(SourceSpecCoder.of(), spec);
    assertThat(
        HexFormat.of().formatHex(bytes),
        is("01" + "0173" + "0a66696c653a2f2f2f722f" + "04474c4f42" + "022f2a"));
    assertThat(CoderUtils.decodeFromByteArray(SourceSpecCoder.of(), bytes), is(spec));
    assertThat(CoderRegistry.createDefault().getCoder(SourceSpec.class), is(SourceSpecCoder.of()));
  }

  private List<Finding> walkList(byte[] list, FileFilter filter) throws Exception {
    Path file = Files.write(directory.resolve("the list"), list);
    return Trees.walk(Sources.list(file, "s=" + directory), filter);
  }

  private static SourceSpec parse(String input) {
    return Sources.parse(List.of(input)).get(0);
  }

  private static void assertRefused(String input, String why) {
    InvalidSourceException refused =
        assertThrows(InvalidSourceException.class, () -> Sources.parse(List.of(input)));
    assertThat(refused.getMessage(), containsString(why));
    assertThat(refused.getMessage(), not(containsString("\n")));
  }
}
