package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store without directories, and what can be counted there. */
class RemoteFilesInMemoryTest extends RemoteFilesTest {
  private MemoryStore store;

  @Override
  protected Path home() {
    String name = local.getFileName().toString();
    store = MemoryStoreFactory.store(name);
    return Locations.path("memory://" + name + "/home");
  }

  @Test
  void walkingCostsOneRequestForEachDirectory() throws IOException {
    for (int i = 0; i < 300; i++) {
      write("dir" + i % 3 + "/file" + i, "x".repeat(i));
    }
    long before = store.calls();
    long[] bytes = new long[1];
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(bytes[0], is(299L * 300 / 2));
    assertThat("one look at the top, four listings", store.calls() - before, is(5L));
  }

  @Test
  void writingAndReadingCostFewRequests() throws IOException {
    long before = store.calls();
    write("file", "content");
    assertThat("put", store.calls() - before, is(1L));
    Files.readString(home.resolve("file"));
    assertThat("find, open", store.calls() - before, is(3L));
    Files.newInputStream(home.resolve("file")).close();
    assertThat("open", store.calls() - before, is(4L));
  }

  @Test
  void directoryIsThereWhileAFileIsBelowIt() throws IOException {
    Path directory = Files.createDirectories(home.resolve("dir"));
    assertThat(Files.exists(directory), is(false));
    assertThat(names(directory), is(Set.of()));
    write("dir/file", "");
    assertThat(Files.isDirectory(directory), is(true));
    Files.delete(home.resolve("dir/file"));
    assertThat(Files.exists(directory), is(false));
  }

  @Test
  void nameThatNoPathCanHaveIsNotLeftOutInSilence() throws IOException {
    store.put(Files.createFile(local.resolve("f")), "home/./file", false);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(home)) {
      DirectoryIteratorException e =
          assertThrows(DirectoryIteratorException.class, () -> children.iterator().hasNext());
      assertThat(e.getCause().getMessage(), containsString(home + "/."));
    }
  }
}
