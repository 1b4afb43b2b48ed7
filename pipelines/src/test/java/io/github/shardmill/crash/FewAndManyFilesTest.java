package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over no file, one, fewer than there are threads, the same twice, and very many. */
class FewAndManyFilesTest {
  @TempDir private Path directory;

  private Path corpus;
  private Path index;

  @BeforeEach
  void makeDirectories() throws IOException {
    corpus = Files.createDirectory(directory.resolve("corpus"));
    index = directory.resolve("index");
  }

  @Test
  void noFileMakesAnEmptyIndex() throws IOException {
    JsonNode run = BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "empty"));

    assertThat(run.path("verdict").asText(), is("COMMITTED"));
    assertThat(run.path("discovered").asInt(), is(0));
    assertThat(CommittedState.read(index).ids(), is(Set.of()));
    assertThat(CommittedState.read(index).token(), is("empty"));
    Tidiness.assertTidy(index, Set.of("empty"));
  }

  @Test
  void noFileReplacesManyFiles() throws IOException {
    Path many = Corpora.mixed(directory.resolve("many"), "puddle");
    BuildCommands.succeed(BuildCommands.build(many, index, "--run-id", "many"));

    BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "empty"));

    assertThat(CommittedState.read(index).ids(), is(Set.of()));
    Tidiness.assertTidy(index, Set.of("many", "empty"));
  }

  @Test
  void oneFileIsEnough() throws IOException {
    Corpora.write(corpus.resolve("only.txt"), "one");

    BuildCommands.succeed(BuildCommands.build(corpus, index));

    assertThat(CommittedState.read(index).ids(), is(Set.of("docs:only.txt")));
  }

  @Test
  void fewerFilesThanWorkersAndShardsAreEnough() throws IOException {
    Corpora.write(corpus.resolve("one.txt"), "one");
    Corpora.write(corpus.resolve("two.txt"), "two");

    BuildCommands.succeed(
        "build",
        "--input",
        "docs=" + corpus,
        "--index",
        index.toString(),
        "--parallelism",
        "4",
        "--shards",
        "16",
        "--json");

    assertThat(CommittedState.read(index).ids(), is(Set.of("docs:one.txt", "docs:two.txt")));
  }

  @Test
  void aFileThatAListNamesTwiceIsOneDocument() throws IOException {
    Corpora.write(corpus.resolve("a.txt"), "a");
    Corpora.write(corpus.resolve("b.txt"), "b");
    Path list = Files.writeString(directory.resolve("list"), "a.txt\nb.txt\na.txt\n./a.txt\n");

    JsonNode run =
        BuildCommands.succeed(
            "build",
            "--files-from",
            list.toString(),
            "--base",
            "docs=" + corpus,
            "--index",
            index.toString(),
            "--run-id",
            "twice",
            "--json");

    assertThat(run.path("discovered").asInt(), is(4));
    assertThat(run.path("documents").asInt(), is(2));
    assertThat(CommittedState.read(index).ids(), is(Set.of("docs:a.txt", "docs:b.txt")));
    JsonNode record = record("twice");
    assertThat(record.path("superseded").asInt(), is(2));
    record
        .path("equations")
        .forEach(equation -> assertThat(equation.path("holds").asBoolean(), is(true)));
  }

  @Test
  void aLargeDirectoryIsIndexed() throws IOException {
    indexDirectoryOf(20_000);
  }

  @Test
  @Tag("heavy")
  void aHugeDirectoryIsIndexed() throws IOException {
    indexDirectoryOf(200_000);
  }

  private void indexDirectoryOf(int files) throws IOException {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < files; i++) {
      Path file = Files.createFile(corpus.resolve("file-" + i));
      ids.add("docs:" + file.getFileName());
    }

    JsonNode run =
        BuildCommands.succeed(
            "build", "--input", "docs=" + corpus, "--index", index.toString(), "--json");

    assertThat(run.path("indexed").asInt(), is(files));
    Set<String> found = CommittedState.read(index).ids();
    assertThat(found, hasSize(files));
    assertThat(found.equals(ids), is(true));
  }

  private JsonNode record(String run) throws IOException {
    Path record = index.resolve("shardmill").resolve("runs").resolve(run).resolve("run.json");
    return JsonMapper.builder().build().readTree(Files.readAllBytes(record));
  }
}
