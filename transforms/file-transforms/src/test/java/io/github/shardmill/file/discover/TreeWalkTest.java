package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.DirectoryScan.Pace;
import io.github.shardmill.file.discover.TreeWalk.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWalkTest {
  @TempDir Path root;

  @Test
  void filesComeInTheOrderOfTheirPathsBytes() throws Exception {
    Trees.files(root, "a/b", "a.txt", "a-b", "a0", "B", "é", "z", "a/B/c");
    Trees.file(root, new byte[] {(byte) 0xff});

    List<Finding> found = Trees.walk(root, FileFilter.DEFAULT);

    assertThat(
        Trees.lines(found), contains("B", "a-b", "a.txt", "a/B/c", "a/b", "a0", "z", "é", "%FF"));
    List<RelativePath> paths = found.stream().map(Finding::path).toList();
    assertThat(paths, is(paths.stream().sorted().toList()));
  }

  @Test
  void sizeAndTimeAreThoseOfTheFile() throws Exception {
    Path file = Trees.file(root, "four");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_234_567L));

    Finding found = Trees.walk(root, FileFilter.DEFAULT).get(0);

    assertThat(found.size(), is(4L));
    assertThat(found.modifiedMillis(), is(1_234_567L));
  }

  @Test
  void emptyRootGivesNothing() throws Exception {
    Files.createDirectories(root.resolve("empty/also empty"));
    assertThat(Trees.walk(root, FileFilter.DEFAULT), is(empty()));
  }

  @Test
  void strangeNamesAreFound() throws Exception {
    String longName = "n".repeat(200);
    String[] names = {"line\nfeed", "\"q\"", "x!/y", longName + "/" + longName, "🎉 \\ '"};
    Trees.files(root, names);

    assertThat(Trees.lines(Trees.walk(root, FileFilter.DEFAULT)), containsInAnyOrder(names));
  }

  @Test
  void walkGoesOnFromAnyCursor() throws Exception {
    Trees.files(root, "a/b/c", "a/b/d", "a/b.txt", "a.txt", "e/.h/i", "e/f", "e/g/h", "j");
    Trees.file(root, new byte[] {'e', '/', (byte) 0xff, '/', 'x'});
    Files.createSymbolicLink(root.resolve("e/up"), root);
    FileFilter filter = FileFilter.DEFAULT.withExcludes(List.of("g"));
    assertEveryCursorWorks(Walks::open, filter);
    assertEveryCursorWorks(Walks::open, filter.withPrune(true));
  }

  @Test
  void walkGoesOnBehindAnUnreadableDirectory() throws Exception {
    Trees.files(root, "a", "locked/x", "z");
    NotingLister lister = new NotingLister(root, "locked");
    assertEveryCursorWorks(
        (spec, filter, cursor) -> lister.open(Pace.DEFAULT, filter, cursor), FileFilter.DEFAULT);
  }

  @Test
  void cursorOfAFileThatIsGoneIsStillAPlace() throws Exception {
    Trees.files(root, "a", "b/c", "b/d", "e");
    String cursor = Trees.walk(root, FileFilter.DEFAULT).get(1).cursor();
    Files.delete(root.resolve("b/c"));

    try (Walk walk = Walks.open(Trees.tree(root), FileFilter.DEFAULT, cursor)) {
      assertThat(Trees.lines(Trees.drain(walk)), contains("b/d", "e"));
    }
  }

  @Test
  void orderOfTheFileSystemDoesNotMatter() throws Exception {
    Trees.files(root, "a/1", "a/2", "b/3", "b/c/4", "b/d/5", "6", "7");
    List<String> expected = Trees.lines(Trees.walk(root, FileFilter.DEFAULT));
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      List<Finding> found = new ShufflingLister(root, random).walk(Pace.DEFAULT);
      assertThat("seed " + seed, Trees.lines(found), is(expected));
    }
  }

  @Test
  void readingAheadChangesNothing() throws Exception {
    for (int i = 0; i < 40; i++) {
      Trees.files(root, "d" + i % 7 + "/e" + i % 5 + "/f" + i, "g" + i + "/h", ".hidden/" + i);
    }
    for (int i = 0; i < 500; i++) {
      Trees.file(root, "many/" + i);
    }
    for (boolean prune : new boolean[] {false, true}) {
      FileFilter filter = FileFilter.DEFAULT.withExcludes(List.of("e1", "g2")).withPrune(prune);
      List<String> expected = Trees.lines(Trees.walk(root, filter));
      NotingLister lister = new NotingLister(root);
      try (Walk walk = lister.open(NotingLister.ALWAYS_AHEAD, filter, Walk.START)) {
        assertThat(Trees.lines(Trees.drain(walk)), is(expected));
      }
      assertThat(lister.threads().size(), is(greaterThan(1)));
      assertThat(lister.listed().size(), is(lister.listed().stream().distinct().toList().size()));
    }
  }

  @Test
  void selectionCountsNothingElseAndListsOnlyWhatCanMatch() throws Exception {
    Trees.files(root, "a.md", "a.txt", "x/b.md", "x/y/c.md", "z/d.md");
    NotingLister lister = new NotingLister(root);
    Tree tree = new Tree(root, Optional.of(GlobPattern.compile("/x/*.md")));
    try (Walk walk = lister.open(tree, Pace.DEFAULT, FileFilter.DEFAULT, Walk.START)) {
      assertThat(Trees.lines(Trees.drain(walk)), contains("x/b.md"));
    }
    assertThat(lister.listed(), containsInAnyOrder(root, root.resolve("x")));
  }

  @Test
  void eachEntryIsExaminedOnce() throws Exception {
    for (int i = 0; i < 1000; i++) {
      Trees.file(root, "d" + i % 3 + "/" + i);
    }
    NotingLister lister = new NotingLister(root);
    assertThat(lister.walk(Pace.DEFAULT), hasSize(1000));
    assertThat(lister.examined(), hasSize(1003));
    assertThat(lister.listed(), hasSize(4));
  }

  private interface Opener {
    Walk open(SourceSpec spec, FileFilter filter, String cursor) throws IOException;
  }

  private void assertEveryCursorWorks(Opener opener, FileFilter filter) throws IOException {
    SourceSpec spec = Trees.tree(root);
    List<Finding> all;
    try (Walk walk = opener.open(spec, filter, Walk.START)) {
      all = Trees.drain(walk);
    }
    for (int i = 0; i < all.size(); i++) {
      try (Walk walk = opener.open(spec, filter, all.get(i).cursor())) {
        List<Finding> rest = Trees.drain(walk);
        assertThat("after " + all.get(i), rest, is(all.subList(i + 1, all.size())));
      }
    }
  }

  /** Lists in an order of its own. */
  private static final class ShufflingLister extends NotingLister {
    private final Random random;

    ShufflingLister(Path root, Random random) throws IOException {
      super(root);
      this.random = random;
    }

    @Override
    public void list(Path directory, Consumer<Path> entries) throws IOException {
      List<Path> shuffled = new ArrayList<>();
      super.list(directory, shuffled::add);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(entries);
    }
  }
}
