package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.remote.DiskStoreFactory;
import io.github.shardmill.remote.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileTest {
  @TempDir Path directory;

  @Test
  void fileOnADiskIsReadInPlaceAndKeepsItsMode() throws Exception {
    Path local = Files.writeString(directory.resolve("list"), "text");
    Files.setPosixFilePermissions(local, PosixFilePermissions.fromString("rw-------"));
    SharedFile shared = SharedFile.of(local, directory.resolve("work/shared"));
    Path path;
    try (SharedFile.Opened opened = shared.open()) {
      path = opened.path();
      assertThat(path, is(directory.resolve("work/shared/list")));
      assertThat(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), is("rw-------"));
    }
    assertThat(Files.readString(path), is("text"));
  }

  @Test
  void fileOnAnotherMachineIsCopiedOnceAndGoesWithTheLastReader() throws Exception {
    String name = UUID.randomUUID().toString();
    DiskStoreFactory.store(name, directory.resolve("disk"));
    Path local = Files.writeString(directory.resolve("list"), "text");
    SharedFile shared = SharedFile.of(local, Locations.path("disk://" + name + "/work"));
    Path copy;
    try (SharedFile.Opened first = shared.open()) {
      copy = first.path();
      assertThat(Files.readString(copy), is("text"));
      SharedFile.Opened second = shared.open();
      assertThat(second.path(), is(copy));
      second.close();
      // A second close of the same reader is none of the other's.
      second.close();
      assertThat(Files.exists(copy), is(true));
    }
    assertThat(Files.exists(copy), is(false));
    try (SharedFile.Opened again = shared.open()) {
      assertThat(again.path(), is(not(copy)));
    }
  }
}
