package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWalkLinksTest {
  @TempDir Path root;

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
}
