package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTreeTest {
  @TempDir Path temp;

  @Test
  void treeIsDeletedAndWhatItsLinksPointToIsNot() throws IOException {
    Path kept = Files.createFile(Files.createDirectory(temp.resolve("kept")).resolve("file"));
    Path inside = Files.createDirectories(temp.resolve("tree/a/b"));
    Files.createFile(inside.resolve("file"));
    Files.createSymbolicLink(inside.resolve("link"), kept.getParent());
    LocalTree.delete(temp.resolve("tree"));
    assertThat(Files.exists(temp.resolve("tree")), is(false));
    assertThat(Files.exists(kept), is(true));
    LocalTree.delete(temp.resolve("tree"));
  }

  @Test
  void whatCannotBeDeletedIsToldAndDoesNotKeepTheRest() throws IOException {
    Path tree = temp.resolve("tree");
    Path locked = Files.createDirectories(tree.resolve("locked"));
    Files.createFile(locked.resolve("file"));
    for (String name : List.of("a", "z")) {
      Files.createFile(Files.createDirectory(tree.resolve(name)).resolve("f"));
    }
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(locked), "the superuser can delete everything");
      IOException failure = assertThrows(IOException.class, () -> LocalTree.delete(tree));
      assertThat(failure.getMessage(), containsString("locked/file"));
      assertThat("the two directories above", failure.getSuppressed(), arrayWithSize(2));
      assertThat(Files.exists(tree.resolve("a")), is(false));
      assertThat(Files.exists(tree.resolve("z")), is(false));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
