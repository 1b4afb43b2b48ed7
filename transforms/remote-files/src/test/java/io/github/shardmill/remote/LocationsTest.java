package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocationsTest {
  @Test
  void whatHasASchemeIsRemote() {
    for (String remote : List.of("s3://bucket/a", "hdfs:///a", "S3://b", "memory://x/new\nline")) {
      assertThat(remote, Locations.isRemote(remote), is(true));
    }
    for (String local : List.of("/a/b", "a", "", "file:///a", "FILE:///a", "s3:/a", "a/s3://b")) {
      assertThat(local, Locations.isRemote(local), is(false));
    }
    assertThat(Locations.isRemote(Path.of("/a")), is(false));
    assertThat(Locations.isRemote(Locations.path("memory://x/a")), is(true));
  }

  @Test
  void localPathsStayLocal() {
    assertThat(Locations.path("/a/b"), is(Path.of("/a/b")));
    assertThat(Locations.path("a b%20c"), is(Path.of("a b%20c")));
    assertThat(Locations.path("file:///a/b c%20d"), is(Path.of("/a/b c%20d")));
    assertThat(Locations.path(URI.create("file:///a%20b")), is(Path.of("/a b")));
    assertThat(Locations.path(Path.of("/a b").toUri()), is(Path.of("/a b")));
  }

  @Test
  void fileOfAnotherHostIsRefused() {
    InvalidPathException e =
        assertThrows(InvalidPathException.class, () -> Locations.path("file://host/a"));
    assertThat(e.getMessage(), containsString("file:///path"));
  }

  @Test
  void unknownSchemeSaysWhichAreKnownAndWhatToDo() {
    InvalidPathException e =
        assertThrows(InvalidPathException.class, () -> Locations.path("az://bucket/a"));
    assertThat(
        e.getMessage(),
        allOf(
            containsString("az://bucket"),
            containsString("disk, memory"),
            containsString("add a module for az")));
    assertThrows(InvalidPathException.class, () -> Locations.path(URI.create("az://bucket/a")));
  }

  @Test
  void uriThatNamesNoFileIsRefused() {
    for (String no : List.of("memory:a", "//x/a", "a", "memory://x/a?b", "memory://x/a#b")) {
      assertThrows(InvalidPathException.class, () -> Locations.path(URI.create(no)), no);
    }
  }
}
