package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.discover.DirectoryScan.Pace;
import io.github.shardmill.file.discover.TreeWalk.Tree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWalkTest {
  private static final Pace ALWAYS_AHEAD = new Pace(0, 3, 2);

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
    assertEveryCursorWorks(
        (spec, filter, cursor) -> walk(lister -> new Locked(lister, "locked"), filter, cursor),
        FileFilter.DEFAULT);
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
      List<Finding> found = drain(lister -> new Shuffled(lister, random), FileFilter.DEFAULT);
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
      Locked lister = new Locked(local(), "nothing");
      try (Walk walk = walk(lister, ALWAYS_AHEAD, filter, Walk.START)) {
        assertThat(Trees.lines(Trees.drain(walk)), is(expected));
      }
      assertThat(lister.threads.size(), is(greaterThan(1)));
      assertThat(lister.listed.size(), is(lister.listed.stream().distinct().toList().size()));
    }
  }

  @Test
  void unreadableDirectoryIsReportedAlsoWhenReadAhead() throws Exception {
    Trees.files(root, "a/x", "b/x", "c/x");
    Locked lister = new Locked(local(), "b");
    try (Walk walk = walk(lister, ALWAYS_AHEAD, FileFilter.DEFAULT, Walk.START)) {
      assertThat(
          Trees.lines(Trees.drain(walk)),
          contains("a/x", "b/ unreadable: permission denied", "c/x"));
    }
  }

  @Test
  void failureWhileReadingAheadThatIsNotOfTheFileSystemIsThrown() throws Exception {
    Trees.files(root, "a/x", "b/x");
    DirectoryLister broken =
        new Locked(local(), "nothing") {
          @Override
          public DirEntry examine(Path entry) {
            if (entry.endsWith("b/x")) {
              throw new IllegalArgumentException("a bug");
            }
            return super.examine(entry);
          }
        };
    try (Walk walk = walk(broken, ALWAYS_AHEAD, FileFilter.DEFAULT, Walk.START)) {
      assertThrows(IllegalStateException.class, () -> Trees.drain(walk));
    }
  }

  @Test
  void unreadableDirectoryIsReported() throws Exception {
    Trees.files(root, "a", "locked/x", "z");
    List<Finding> found = drain(lister -> new Locked(lister, "locked"), FileFilter.DEFAULT);
    assertThat(Trees.lines(found), contains("a", "locked/ unreadable: permission denied", "z"));
  }

  @Test
  void rootThatCannotBeReadIsAnError() {
    SourceSpec missing = Trees.tree(root.resolve("missing"));
    assertThrows(NoSuchFileException.class, () -> Trees.walk(missing, FileFilter.DEFAULT));
    String name = root.getFileName().toString();
    assertThrows(
        AccessDeniedException.class,
        () -> drain(lister -> new Locked(lister, name), FileFilter.DEFAULT));
  }

  @Test
  void fileThatVanishesBetweenListingAndLookingIsExcluded() throws Exception {
    Trees.files(root, "a", "b", "c");
    List<Finding> found =
        drain(
            lister ->
                new Locked(lister, "nothing") {
                  @Override
                  public DirEntry examine(Path entry) {
                    if (entry.endsWith("b")) {
                      delete(entry);
                    }
                    return super.examine(entry);
                  }
                },
            FileFilter.DEFAULT);
    assertThat(Trees.lines(found), contains("a", "b: vanished", "c"));
  }

  @Test
  void directoryThatVanishesBeforeItIsListedIsReported() throws Exception {
    Trees.files(root, "a", "b/x", "c");
    try (Walk walk = Walks.open(Trees.tree(root), FileFilter.DEFAULT, Walk.START)) {
      walk.next();
      Files.delete(root.resolve("b/x"));
      Files.delete(root.resolve("b"));
      assertThat(Trees.lines(Trees.drain(walk)), contains("b/ unreadable: vanished", "c"));
    }
  }

  @Test
  void linksInsideTheRootAreFollowed() throws Exception {
    Trees.files(root, "d/four", "f");
    Files.createSymbolicLink(root.resolve("to file"), Path.of("d/four"));
    Files.createSymbolicLink(root.resolve("to directory"), root.resolve("d"));

    List<Finding> found = Trees.walk(root, FileFilter.DEFAULT);

    assertThat(Trees.lines(found), contains("d/four", "f", "to directory/four", "to file"));
    assertThat(found.get(3).size(), is(6L));
  }

  @Test
  void linksOutOfTheRootAreNotFollowed(@TempDir Path outside) throws Exception {
    Trees.files(outside, "secret", "d/secret");
    Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(root.resolve("d/file"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("directory"), outside.resolve("d"));
    Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("via"), Path.of("d/file"));

    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT)),
        contains(
            "d/file: link out of the root",
            "directory: link out of the root",
            "up: link out of the root",
            "via: link out of the root"));
  }

  @Test
  void rootMayBeALinkItself(@TempDir Path other) throws Exception {
    Trees.files(root, "a", "d/b");
    Files.createSymbolicLink(root.resolve("l"), root.resolve("a"));
    Path link = Files.createSymbolicLink(other.resolve("link"), root);

    assertThat(Trees.lines(Trees.walk(link, FileFilter.DEFAULT)), contains("a", "d/b", "l"));
  }

  @Test
  void linkLoopsAreSurvived() throws Exception {
    Trees.files(root, "a/x", "b/y");
    Files.createSymbolicLink(root.resolve("a/self"), Path.of("."));
    Files.createSymbolicLink(root.resolve("a/b"), root.resolve("b"));
    Files.createSymbolicLink(root.resolve("b/a"), root.resolve("a"));
    Files.createSymbolicLink(root.resolve("round"), Path.of("round"));
    Files.createSymbolicLink(root.resolve("broken"), Path.of("nowhere"));

    List<String> lines = Trees.lines(Trees.walk(root, FileFilter.DEFAULT));

    assertThat(lines, hasItem("a/b/a: link loop"));
    assertThat(lines, hasItem("a/self: link loop"));
    assertThat(lines, hasItem("a/b/y"));
    assertThat(lines, hasItem("broken: link to nothing"));
    assertThat(lines.stream().filter(line -> line.startsWith("round: ")).toList(), hasSize(1));
  }

  @Test
  void linksThatMultiplyAreBounded() throws Exception {
    // n directories that each link to all others have n! paths.
    int n = 6;
    for (int i = 0; i < n; i++) {
      Files.createDirectory(root.resolve("d" + i));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Files.createSymbolicLink(root.resolve("d" + i + "/l" + j), root.resolve("d" + j));
      }
    }
    for (Finding found : Trees.walk(root, FileFilter.DEFAULT)) {
      int depth = found.path().display().split("/").length;
      assertThat(depth, is(lessThanOrEqualTo(TreeWalk.MAX_LINKS + 2)));
    }
  }

  @Test
  void specialFilesAreExcluded() throws Exception {
    Path pipe = root.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT)),
        contains("pipe: special file (pipe, socket or device)"));
  }

  @Test
  void hiddenAndExcludedDirectoriesAreWalkedAndTheirFilesCounted() throws Exception {
    Trees.files(root, ".git/a", ".git/b/c", ".x", "build/o", "src/x");
    FileFilter filter = FileFilter.DEFAULT.withExcludes(List.of("build"));
    assertThat(
        Trees.lines(Trees.walk(root, filter)),
        contains(
            ".git/a: hidden",
            ".git/b/c: hidden",
            ".x: hidden",
            "build/o: excluded by build",
            "src/x"));
  }

  @Test
  void pruneSkipsAndReportsThem() throws Exception {
    Trees.files(root, ".git/a", ".git/b/c", ".x", "build/o", "src/x");
    FileFilter filter = FileFilter.DEFAULT.withExcludes(List.of("build")).withPrune(true);
    assertThat(
        Trees.lines(Trees.walk(root, filter)),
        contains(
            ".git/ pruned: hidden", ".x: hidden", "build/ pruned: excluded by build", "src/x"));
  }

  @Test
  void hiddenFilesAreTakenIfWanted() throws Exception {
    Trees.files(root, ".git/a", ".x");
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT.withHidden(true))),
        contains(".git/a", ".x"));
  }

  @Test
  void includesTakeFilesAndWholeDirectories() throws Exception {
    Trees.files(root, "a.md", "a.txt", "docs/b/c.txt", "docs/d.md");
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT.withIncludes(List.of("*.md", "docs/b/")))),
        contains("a.md", "a.txt: not included", "docs/b/c.txt", "docs/d.md"));
  }

  @Test
  void excludeWinsOverInclude() throws Exception {
    Trees.files(root, "docs/a.md", "docs/drafts/b.md");
    FileFilter filter =
        FileFilter.DEFAULT.withIncludes(List.of("docs")).withExcludes(List.of("drafts"));
    assertThat(
        Trees.lines(Trees.walk(root, filter)),
        contains("docs/a.md", "docs/drafts/b.md: excluded by drafts"));
  }

  @Test
  void largeFilesAreExcluded() throws Exception {
    Trees.files(root, "1", "22", "333");
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT.withMaxFileSizeBytes(2))),
        contains("1", "22", "333: larger than 2 bytes"));
  }

  @Test
  void selectionCountsNothingElseAndListsOnlyWhatCanMatch() throws Exception {
    Trees.files(root, "a.md", "a.txt", "x/b.md", "x/y/c.md", "z/d.md");
    Locked lister = new Locked(local(), "nothing");
    Tree tree = new Tree(root, Optional.of(GlobPattern.compile("/x/*.md")));
    DirectoryScan scan = new DirectoryScan(lister, Pace.DEFAULT);
    FilterRules rules = new FilterRules(FileFilter.DEFAULT);
    try (Walk walk = new TreeWalk(tree, rules, scan, Walk.START)) {
      assertThat(Trees.lines(Trees.drain(walk)), contains("x/b.md"));
    }
    assertThat(lister.listed, containsInAnyOrder(root, root.resolve("x")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interruptEndsTheWalk(boolean ahead) throws Exception {
    Trees.files(root, "a/x");
    Pace pace = ahead ? ALWAYS_AHEAD : Pace.DEFAULT;
    try (Walk walk = walk(local(), pace, FileFilter.DEFAULT, Walk.START)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, walk::next);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void eachEntryIsExaminedOnce() throws Exception {
    for (int i = 0; i < 1000; i++) {
      Trees.file(root, "d" + i % 3 + "/" + i);
    }
    Locked lister = new Locked(local(), "nothing");
    try (Walk walk = walk(lister, Pace.DEFAULT, FileFilter.DEFAULT, Walk.START)) {
      assertThat(Trees.drain(walk), hasSize(1000));
    }
    assertThat(lister.examined, hasSize(1003));
    assertThat(lister.listed, hasSize(4));
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

  private DirectoryLister local() throws IOException {
    return new LocalDirectoryLister(root.toRealPath());
  }

  private List<Finding> drain(UnaryOperator<DirectoryLister> wrapper, FileFilter filter)
      throws IOException {
    try (Walk walk = walk(wrapper, filter, Walk.START)) {
      return Trees.drain(walk);
    }
  }

  private Walk walk(UnaryOperator<DirectoryLister> wrapper, FileFilter filter, String cursor)
      throws IOException {
    return walk(wrapper.apply(local()), Pace.DEFAULT, filter, cursor);
  }

  private Walk walk(DirectoryLister lister, Pace pace, FileFilter filter, String cursor)
      throws IOException {
    DirectoryScan scan = new DirectoryScan(lister, pace);
    return new TreeWalk(new Tree(root, Optional.empty()), new FilterRules(filter), scan, cursor);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Refuses to list directories of one name, which a chmod would not do for root; takes notes. */
  private static class Locked implements DirectoryLister {
    private final DirectoryLister lister;
    private final String name;
    private final List<Path> listed = Collections.synchronizedList(new ArrayList<>());
    private final List<Path> examined = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentHashMap<Thread, Boolean> threads = new ConcurrentHashMap<>();

    Locked(DirectoryLister lister, String name) {
      this.lister = lister;
      this.name = name;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
      listed.add(directory);
      threads.put(Thread.currentThread(), true);
      if (directory.endsWith(name)) {
        throw new AccessDeniedException(directory.toString());
      }
      return lister.list(directory);
    }

    @Override
    public DirEntry examine(Path entry) {
      examined.add(entry);
      return lister.examine(entry);
    }
  }

  /** Lists in an order of its own. */
  private record Shuffled(DirectoryLister lister, Random random) implements DirectoryLister {
    @Override
    public List<Path> list(Path directory) throws IOException {
      List<Path> entries = new ArrayList<>(lister.list(directory));
      Collections.shuffle(entries, random);
      return entries;
    }

    @Override
    public DirEntry examine(Path entry) {
      return lister.examine(entry);
    }
  }
}
