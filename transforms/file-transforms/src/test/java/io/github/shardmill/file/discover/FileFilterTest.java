package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFilterTest {
  @TempDir Path root;

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
  void ownDirectoriesAreSkippedUnderEveryName() throws Exception {
    Trees.files(root, "a", "index/segments_1", "index/shardmill/lock", "z");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("index"));
    FileFilter filter =
        FileFilter.DEFAULT
            .withIncludes(List.of("index", "a"))
            .withOwnDirectories(List.of(root.resolve("index"), root.resolve("missing")));
    assertThat(
        Trees.lines(Trees.walk(root, filter)),
        contains(
            "a",
            "index/ pruned: the index itself, or its work files",
            "link/ pruned: the index itself, or its work files",
            "z: not included"));
  }

  @Test
  void largeFilesAreExcluded() throws Exception {
    Trees.files(root, "1", "22", "333");
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT.withMaxFileSizeBytes(2))),
        contains("1", "22", "333: larger than 2 bytes"));
  }
}
