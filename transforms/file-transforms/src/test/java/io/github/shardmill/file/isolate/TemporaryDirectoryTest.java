package io.github.shardmill.file.isolate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  @TempDir Path parent;

  @Test
  void goesWithAllThatIsInIt() throws IOException {
    Path directory = TemporaryDirectory.create(parent);
    Files.writeString(Files.createDirectories(directory.resolve("a/b")).resolve("c"), "c");

    TemporaryDirectory.delete(directory);

    assertThat(Files.exists(directory), is(false));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path kept = Files.writeString(Files.createDirectory(parent.resolve("other")).resolve("k"), "k");
    Path directory = TemporaryDirectory.create(parent);
    Files.createSymbolicLink(directory.resolve("link"), kept.getParent());

    TemporaryDirectory.delete(directory);

    assertThat(Files.exists(directory), is(false));
    assertThat(Files.exists(kept), is(true));
  }

  @Test
  void directoryOfAnotherNameIsLeftAlone() throws IOException {
    Path made = TemporaryDirectory.create(parent);
    Path renamed = Files.move(made, parent.resolve("tmp"));

    TemporaryDirectory.delete(renamed);

    assertThat(Files.exists(renamed), is(true));
  }

  @Test
  void directoryThatWasNotMadeForAChildIsLeftAlone() throws IOException {
    Path directory = Files.createDirectory(parent.resolve("shardmill-child-1"));
    Path kept = Files.writeString(directory.resolve("kept"), "k");

    TemporaryDirectory.delete(directory);

    assertThat(Files.exists(kept), is(true));
  }

  @Test
  void linkToADirectoryIsLeftAlone() throws IOException {
    Path directory = TemporaryDirectory.create(parent);
    Path link = Files.createSymbolicLink(parent.resolve("shardmill-child-link"), directory);

    TemporaryDirectory.delete(link);

    assertThat(Files.exists(directory), is(true));
  }
}
