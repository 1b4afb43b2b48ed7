package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that cannot be done ends with one line and the exit code that says why. */
class BuildFailuresIT {
  @TempDir private Path directory;
  private Path docs;
  private Path index;

  @BeforeEach
  void writeDocument() throws IOException {
    docs = Files.createDirectory(directory.resolve("docs"));
    index = directory.resolve("index");
    Files.writeString(docs.resolve("a.txt"), "word");
  }

  @Test
  void anIndexThatAnotherRunHoldsIsBusy() throws Exception {
    build(docs, index, "--quiet").well();

    try (RunLock held = RunLock.acquire(new IndexLayout(index), "the-other")) {
      assertThat(held, is(held));
      assertThat(build(docs, index).refusedWith(4), containsString("the-other"));
    }
    build(docs, index, "--quiet").well();
  }

  @Test
  void aMissingInputIsWrongUsage() {
    assertThat(
        build(directory.resolve("nothing"), index).refusedWith(1), containsString("nothing"));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void aMalformedGlobIsWrongUsage() {
    assertThat(build(docs, index, "--include", "{a,b").refusedWith(1), containsString("{a,b"));
    assertThat(
        build(docs, index, "--dry-run", "--exclude", "{a").refusedWith(1), containsString("{a"));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void sourcesOfOneNameAreWrongUsage() {
    assertThat(build(docs, index, "--input", docs).refusedWith(1), containsString("docs"));
  }

  @Test
  void aListOrBaseThatIsNotThereIsWrongUsage() throws Exception {
    Path list = Files.writeString(directory.resolve("list"), "a.txt\n");

    run("build", "--files-from", directory.resolve("no"), "--base", docs, "--index", index)
        .refusedWith(1);
    run("build", "--files-from", list, "--base", directory.resolve("no"), "--index", index)
        .refusedWith(1);
  }

  @Test
  void aDirectoryThatHoldsOtherFilesIsLeftAlone() throws Exception {
    assertThat(build(docs, docs).refusedWith(1), containsString("holds files that are no index"));
    assertThat(
        build(docs, docs.resolve("a.txt")).refusedWith(1), containsString("a.txt is a file"));
    try (Stream<Path> entries = Files.list(docs)) {
      assertThat(entries.toList(), contains(docs.resolve("a.txt")));
    }
  }

  @Test
  void anIndexThatCannotBeMadeIsAFailure() {
    build(docs, docs.resolve("a.txt").resolve("index")).refusedWith(2);
  }

  @Test
  void aDirectoryWithoutPermissionIsAFailure() throws Exception {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");

    assertThat(
        build(docs, closed.resolve("index")).refusedWith(2), containsString("no permission"));
  }

  @Test
  void anIndexOfANewerLuceneIsLeftAlone() throws Exception {
    Files.createDirectory(index);
    Damage.writeCommitOfNewerLucene(index);

    assertThat(
        build(docs, index).refusedWith(1),
        allOf(containsString("another version of Lucene"), containsString(index.toString())));
  }

  @Test
  void aFailureLeavesTheIndexAsItWas() throws Exception {
    build(docs, index, "--quiet").well();
    build(docs, index, "--include", "{a").refusedWith(1);
    build(docs, index, "--work-dir", docs.resolve("a.txt").resolve("work")).refusedWith(2);

    assertThat(run("search", index, "word", "--json").well().json().get("total").asInt(), is(1));
    run("verify", index).well();
  }
}
