package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.remote.MemoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteWalkTest {
  private static final String[] AWKWARD = {
    "100%41",
    "a b",
    "a?b#c",
    "d/e/f/g",
    "e\u0301",
    "\u00e9",
    "x!",
    "\uFFFD",
    "傘/🎉.txt",
    "-",
    "a=b",
    "\\",
  };

  private final MemoryFiles remote = new MemoryFiles();

  @Test
  void sameTreeIsListedAsHere(@TempDir Path local) throws Exception {
    for (String name : AWKWARD) {
      remote.file("tree/" + name);
    }
    remote.files("tree/.hidden", "tree/.git/x", "tree/d", "tree.other", "elsewhere/x");
    Files.delete(remote.path("tree/d"));
    MemoryFiles.copy(remote.path("tree"), local);

    List<Finding> found = Trees.walk(remote.path("tree"), FileFilter.DEFAULT);
    assertThat(found, is(Trees.walk(local, FileFilter.DEFAULT)));
    assertThat(found, hasSize(AWKWARD.length + 2));
    FileFilter filter =
        FileFilter.DEFAULT.withPrune(true).withIncludes(List.of("*.txt", "d/**", ".*"));
    assertThat(Trees.walk(remote.path("tree"), filter), is(Trees.walk(local, filter)));
  }

  @Test
  void fileMayBeCalledAsADirectory() throws Exception {
    remote.files("t/a", "t/a/b", "t/a-", "t/a0");
    assertThat(
        Trees.lines(Trees.walk(remote.path("t"), FileFilter.DEFAULT)),
        contains("a", "a-", "a/b", "a0"));
  }

  @Test
  void walkGoesOnFromAnyPlace() throws Exception {
    remote.files("a/x", "a/y/z", "b", "c/d/e", "c/f");
    SourceSpec spec = Trees.tree(remote.path(""));
    List<Finding> all = Trees.walk(spec, FileFilter.DEFAULT);
    for (int i = 0; i < all.size(); i++) {
      try (Walk walk = Walks.open(spec, FileFilter.DEFAULT, all.get(i).cursor())) {
        assertThat(Trees.drain(walk), is(all.subList(i + 1, all.size())));
      }
    }
  }

  @Test
  void listingCostsNoRequestForAFile() throws Exception {
    for (int i = 0; i < 200; i++) {
      remote.file("tree/" + i % 4 + "/" + i);
    }
    long before = remote.store().calls();
    assertThat(Trees.walk(remote.path("tree"), FileFilter.DEFAULT), hasSize(200));
    // The root is looked at and listed, and each of four directories is listed.
    assertThat(remote.store().calls() - before, lessThanOrEqualTo(6L));
  }

  @Test
  void indexBelowItsSourceIsLeftOutBeforeAndWhileItIsThere() throws Exception {
    remote.files("tree/a", "tree/z", "tree/x.index2/b");
    FileFilter filter =
        FileFilter.DEFAULT.withOwnDirectories(List.of(remote.path("tree/q/../x.index")));
    assertThat(
        Trees.lines(Trees.walk(remote.path("tree"), filter)), contains("a", "x.index2/b", "z"));
    remote.files("tree/x.index/segments_1");
    assertThat(
        Trees.lines(Trees.walk(remote.path("tree"), filter)),
        contains("a", "x.index/ pruned: the index itself, or its work files", "x.index2/b", "z"));
  }

  @Test
  void directoryThatDoesNotAnswerMakesTheListingPartial() throws Exception {
    remote.files("a", "b/x", "c");
    // The root is looked at, then listed, then the one directory.
    remote.store().failAt(3);
    assertThat(
        Trees.lines(walk("")),
        contains("a", "b/ unreadable: " + remote.location() + " was told to fail", "c"));
  }

  @Test
  void rootThatIsNotThereOrNoDirectoryOrSilentIsAnError() throws Exception {
    remote.files("file");
    assertThrows(NoSuchFileException.class, () -> walk("missing"));
    assertThrows(NotDirectoryException.class, () -> walk("file"));
    remote.store().failFrom(1);
    IOException silent = assertThrows(IOException.class, () -> walk(""));
    assertThat(silent.getMessage(), startsWith(remote.location()));
  }

  private List<Finding> walk(String root) throws IOException {
    return Trees.walk(remote.path(root), FileFilter.DEFAULT);
  }

  @Test
  void fileThatCannotBeAskedForIsNotGone() throws Exception {
    SourceSpec spec = Sources.parse(List.of(remote.file("dir/one.txt").toString())).get(0);
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("one.txt"));
    remote.store().failFrom(1);
    assertThat(
        Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)),
        contains("one.txt/ unreadable: " + remote.location() + " was told to fail"));
    remote.store().heal();
    Files.delete(remote.path("dir/one.txt"));
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("one.txt: missing"));
  }

  @Test
  void listNamesFilesByPathOrByLocation(@TempDir Path local) throws Exception {
    remote.files("base/a", "base/d/b", "base/.c", "other/x", "base/z z");
    Path list =
        Files.writeString(
            local.resolve("list"),
            String.join(
                "\n",
                "z z",
                "/base/a",
                remote.location() + "/base/d/b",
                ".c",
                "../other/x",
                remote.location() + "/other/x",
                "d",
                "gone",
                "memory://elsewhere/base/a"));
    SourceSpec spec = Sources.list(list, remote.location() + "/base");
    List<Finding> found = Trees.walk(spec, FileFilter.DEFAULT);
    assertThat(
        Trees.lines(found),
        contains(
            "z z",
            "a",
            "d/b",
            ".c",
            "../other/x: outside of the base directory",
            remote.location() + "/other/x: outside of the base directory",
            "d: a directory in a list is not walked",
            "gone: missing",
            "memory://elsewhere/base/a: outside of the base directory"));
    for (int i = 0; i < found.size(); i++) {
      try (Walk walk = Walks.open(spec, FileFilter.DEFAULT, found.get(i).cursor())) {
        assertThat(Trees.drain(walk), is(found.subList(i + 1, found.size())));
      }
    }
    remote.store().failFrom(1);
    assertThat(
        Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)).get(1),
        is("a/ unreadable: " + remote.location() + " was told to fail"));
  }

  @Test
  void listMayBeRemoteItself() throws Exception {
    remote.files("base/a", "base/b");
    Path list = Files.writeString(remote.path("lists/one"), "b\na\n");
    SourceSpec spec = Sources.list(list, "x=" + remote.location() + "/base");
    assertThat(Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("b", "a"));
  }

  @Test
  void nameThatIsNotUtf8CannotBeThere(@TempDir Path local) throws Exception {
    remote.files("base/a");
    Path list = Files.write(local.resolve("list"), new byte[] {'a', (byte) 0xff, '\n', 'a'});
    SourceSpec spec = Sources.list(list, remote.location() + "/base");
    assertThat(
        Trees.lines(Trees.walk(spec, FileFilter.DEFAULT)), contains("a%FF: not a path", "a"));
  }

  @Test
  void listedTimeIsTheTouchTimeWithRoomForClocks() throws Exception {
    Path file = remote.file("d/f");
    Source source = Trees.source(remote.path("d"));
    SourceTouchTimes times = new SourceTouchTimes(source);
    Finding found = Trees.walk(remote.path("d"), FileFilter.DEFAULT).get(0);
    long before = remote.store().calls();
    assertThat(
        times.touchedMillis(found.entry()),
        is(Files.getLastModifiedTime(file).toMillis() + SourceTouchTimes.CLOCKS_APART_MILLIS));
    assertThat(remote.store().calls() - before, is(1L));
    Finding unknown =
        new Finding(Finding.Kind.FILE, RelativePath.of("f"), 3, 0, "", found.cursor());
    assertThat(times.touchedMillis(unknown.entry()), is(Long.MAX_VALUE));
  }
}
