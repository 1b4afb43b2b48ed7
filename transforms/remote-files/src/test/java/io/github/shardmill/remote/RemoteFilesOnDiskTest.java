package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store with directories. */
class RemoteFilesOnDiskTest extends RemoteFilesTest {
  @Override
  protected Path home() throws IOException {
    String name = local.getFileName().toString();
    DiskStoreFactory.store(name, local.resolve("store"));
    return Files.createDirectory(Locations.path("disk://" + name + "/home"));
  }

  @Test
  void emptyDirectoryIsThere() throws IOException {
    Path directory = Files.createDirectories(home.resolve("a/b"));
    assertThat(Files.isDirectory(directory), is(true));
    assertThat(names(directory), is(Set.of()));
    Files.delete(directory);
    assertThat(Files.exists(directory), is(false));
    assertThat(names(home), is(Set.of("a")));
  }

  @Test
  void missingDirectoryIsNotListed() {
    assertThrows(
        NoSuchFileException.class, () -> Files.newDirectoryStream(home.resolve("missing")));
  }
}
