package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
  @TempDir Path parent;

  @Test
  void goesWithAllThatIsInIt() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.create(parent, "test");
    assertThat(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch.path())),
        is("rwx------"));
    Files.writeString(Files.createDirectories(scratch.path().resolve("a/b")).resolve("c"), "c");

    scratch.close();

    assertThat(Files.exists(scratch.path()), is(false));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path kept = Files.writeString(Files.createDirectory(parent.resolve("other")).resolve("k"), "k");
    ScratchDirectory scratch = ScratchDirectory.create(parent, "test");
    Files.createSymbolicLink(scratch.path().resolve("link"), kept.getParent());

    scratch.close();

    assertThat(Files.exists(scratch.path()), is(false));
    assertThat(Files.exists(kept), is(true));
  }

  @Test
  void closingAgainDoesNothing() throws IOException {
    ScratchDirectory scratch = ScratchDirectory.create(parent, "test");
    scratch.close();
    scratch.close();
    assertThat(Files.exists(scratch.path()), is(false));
  }

  @Test
  void directoryOfAnotherNameIsNotShared() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create(parent, "test")) {
      Path renamed = Files.move(scratch.path(), parent.resolve("tmp"));
      assertThat(ScratchDirectory.share(renamed), is(Optional.empty()));
    }
  }

  @Test
  void directoryWithoutAMarkIsNotShared() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("shardmill-child-1-k2-3"));
    assertThat(ScratchDirectory.share(directory), is(Optional.empty()));
  }

  @Test
  void linkToADirectoryIsNotShared() throws IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create(parent, "test")) {
      Path link = parent.resolve("shardmill-child-1-k2-3");
      Files.createSymbolicLink(link, scratch.path());
      assertThat(ScratchDirectory.share(link), is(Optional.empty()));
    }
  }
}
