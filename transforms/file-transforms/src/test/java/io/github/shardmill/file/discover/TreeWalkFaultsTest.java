package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.shardmill.file.discover.DirectoryScan.Pace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeWalkFaultsTest {
  /** On Linux. */
  private static final int MOST_CHARACTERS_OF_A_PATH = 4_096;

  @TempDir Path root;

  @Test
  void unreadableDirectoryIsReportedAlsoWhenReadAhead() throws Exception {
    Trees.files(root, "a/x", "b/x", "c/x");
    NotingLister lister = new NotingLister(root, "b");
    assertThat(
        Trees.lines(lister.walk(NotingLister.ALWAYS_AHEAD)),
        contains("a/x", "b/ unreadable: permission denied", "c/x"));
  }

  @Test
  void failureWhileReadingAheadThatIsNotOfTheFileSystemIsThrown() throws Exception {
    Trees.files(root, "a/x", "b/x");
    NotingLister broken =
        new NotingLister(root) {
          @Override
          public DirEntry examine(Path entry) {
            if (entry.endsWith("b/x")) {
              throw new IllegalArgumentException("a bug");
            }
            return super.examine(entry);
          }
        };
    assertThrows(IllegalStateException.class, () -> broken.walk(NotingLister.ALWAYS_AHEAD));
  }

  @Test
  void unreadableDirectoryIsReported() throws Exception {
    Trees.files(root, "a", "locked/x", "z");
    List<Finding> found = new NotingLister(root, "locked").walk(Pace.DEFAULT);
    assertThat(Trees.lines(found), contains("a", "locked/ unreadable: permission denied", "z"));
  }

  @Test
  void whatCannotEvenBeExaminedMayBeADirectory() throws Exception {
    Trees.files(root, "a", "b", "z");
    NotingLister lister =
        new NotingLister(root) {
          @Override
          public DirEntry examine(Path entry) {
            return entry.endsWith("b")
                ? DirEntry.unknown(SourcePaths.nameBytes(entry), "permission denied")
                : super.examine(entry);
          }
        };
    assertThat(
        Trees.lines(lister.walk(Pace.DEFAULT)),
        contains("a", "b/ unreadable: permission denied", "z"));
  }

  /** A path that the operating system finds too long, which no directory above it is. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void entryThatTheSystemCannotExamineMakesTheListingPartial() throws Exception {
    String name = "n".repeat(200);
    Trees.files(root, "a/x", "z");
    Path deep = root.resolve("a");
    while (deep.toString().length() < MOST_CHARACTERS_OF_A_PATH - 220) {
      deep = Files.createDirectory(deep.resolve(name));
    }
    Path longer = root.resolve(name + name.substring(0, 50));
    Files.move(root.resolve("a"), longer);
    try {
      List<String> lines = Trees.lines(Trees.walk(root, FileFilter.DEFAULT));
      assertThat(lines, hasSize(3));
      assertThat(lines.get(0), containsString("/ unreadable: "));
    } finally {
      Files.move(longer, root.resolve("a"));
    }
  }

  @Test
  void rootThatCannotBeReadIsAnError() throws Exception {
    SourceSpec missing = Trees.tree(root.resolve("missing"));
    assertThrows(NoSuchFileException.class, () -> Trees.walk(missing, FileFilter.DEFAULT));
    String name = root.getFileName().toString();
    NotingLister refusing = new NotingLister(root, name);
    assertThrows(AccessDeniedException.class, () -> refusing.walk(Pace.DEFAULT));
  }

  @Test
  void fileThatVanishesBetweenListingAndLookingIsExcluded() throws Exception {
    Trees.files(root, "a", "b", "c");
    NotingLister lister =
        new NotingLister(root) {
          @Override
          public void list(Path directory, Consumer<Path> entries) throws IOException {
            super.list(directory, entries);
            Files.delete(directory.resolve("b"));
          }
        };
    List<Finding> found = lister.walk(Pace.DEFAULT);
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
  void specialFilesAreExcluded() throws Exception {
    Path pipe = root.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertThat(
        Trees.lines(Trees.walk(root, FileFilter.DEFAULT)),
        contains("pipe: special file (pipe, socket or device)"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interruptEndsTheWalk(boolean ahead) throws Exception {
    Trees.files(root, "a/x");
    Pace pace = ahead ? NotingLister.ALWAYS_AHEAD : Pace.DEFAULT;
    try (Walk walk = new NotingLister(root).open(pace, FileFilter.DEFAULT, Walk.START)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedIOException.class, walk::next);
    } finally {
      Thread.interrupted();
    }
  }
}
