package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that the command line does with sources, work files and an index on a real server. */
abstract class RemoteCommandsContract {
  private static final Path CORPUS = Path.of("..", "samples", "corpus").toAbsolutePath();

  private static final String CREDENTIALS = "--awsCredentialsProvider=";
  private static final String SECRET = "Never-Write-This";

  @TempDir Path temp;
  private Path root;
  private Path index;

  /** Returns an empty directory on the server, as people write it. */
  abstract String newDirectory() throws IOException;

  /** Returns the options that lead to the server. */
  abstract List<String> options();

  @BeforeEach
  void reachTheServer() throws IOException {
    RemoteOptions.use(PipelineOptionsFactory.fromArgs(options().toArray(String[]::new)).create());
    root = Locations.path(newDirectory());
    index = root.resolve("an index");
  }

  /** Runs a command with the options of the server. */
  private Ended remote(Object... arguments) {
    return run(Stream.of(arguments).map(Object::toString).toList());
  }

  private Ended run(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(options());
    return RealCommandLine.run(all.toArray(String[]::new));
  }

  private Ended build(Object input, Path target, Object... more) {
    List<String> all =
        new ArrayList<>(
            List.of("build", "--input", "docs=" + input, "--index", target.toString(), "--quiet"));
    all.addAll(List.of("--parallelism=2", "--work-dir=" + root.resolve("work files")));
    Stream.of(more).map(Object::toString).forEach(all::add);
    return run(all);
  }

  private Ended update(Object... more) {
    return remote(
        Stream.concat(Stream.of("update", index, "--quiet", "--parallelism=2"), Stream.of(more))
            .toArray());
  }

  private JsonNode inspect(Path which) throws IOException {
    Ended ended =
        Locations.isRemote(which)
            ? remote("inspect", which, "--json")
            : RealCommandLine.run("inspect", which, "--json");
    return ended.well().json();
  }

  private String digest(Path which) throws IOException {
    return inspect(which).get("logicalDigest").asText();
  }

  private List<Long> generations() throws IOException {
    List<Long> generations = new ArrayList<>();
    inspect(index).get("commits").forEach(c -> generations.add(c.get("generation").asLong()));
    return generations;
  }

  private List<String> found(String query) throws IOException {
    List<String> ids = new ArrayList<>();
    remote("search", index, query, "--json")
        .well()
        .json()
        .get("hits")
        .forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  /** Writes a file there and one of the same content and time here. */
  private void write(String path, String text) throws IOException {
    Path there = root.resolve("docs").resolve(path);
    Files.createDirectories(there.getParent());
    Files.writeString(there, text);
    Path here = temp.resolve("docs").resolve(path);
    Files.createDirectories(here.getParent());
    Files.writeString(here, text);
    Files.setLastModifiedTime(here, Files.getLastModifiedTime(there));
  }

  private void writeFour() throws IOException {
    write("a.txt", "The runner is running quickly");
    write("b.md", "# Notes\n\nanother word");
    write("old/c.txt", "old text");
    write("old/d.md", "old notes");
  }

  private void delete(String path) throws IOException {
    Files.delete(root.resolve("docs").resolve(path));
    Files.delete(temp.resolve("docs").resolve(path));
  }

  private String digestOfALocalBuild() throws IOException {
    Path local = temp.resolve("local index");
    RealCommandLine.run(
            "build",
            "--input",
            "docs=" + temp.resolve("docs"),
            "--index",
            local,
            "--fresh",
            "--quiet")
        .well();
    return digest(local);
  }

  private List<String> filesBelow(Path directory) throws IOException {
    List<String> files = new ArrayList<>();
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.filter(Files::isRegularFile).forEach(file -> files.add(file.toString()));
      }
    }
    return files;
  }

  @Test
  void theSampleCorpusGivesTheIndexThatItGivesHere() throws Exception {
    Path local = Files.createDirectories(temp.resolve("docs"));
    try (Stream<Path> files = Files.walk(CORPUS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String relative = CORPUS.relativize(file).toString();
        if (relative.indexOf(':') < 0) {
          Path there = root.resolve("docs").resolve(relative);
          Files.createDirectories(there.getParent());
          Files.copy(file, there);
          Path here = local.resolve(relative);
          Files.createDirectories(here.getParent());
          Files.copy(file, here);
          Files.setLastModifiedTime(here, Files.getLastModifiedTime(there));
        }
      }
    }
    build(root.resolve("docs"), index).well();
    assertThat(digest(index), is(digestOfALocalBuild()));
    assertThat(filesBelow(root.resolve("work files")), is(empty()));
    assertThat(remote("verify", index, "--against-sources").well().out(), containsString("sound"));
    remote("exceptions", index).well();
    Path list = temp.resolve("manifest.jsonl");
    remote("manifest", index, "--output", list).well();
    remote("verify", index, "--manifest", list).well();
    assertThat(Files.size(list), is(greaterThan(1000L)));
  }

  @Test
  void updatesAreCommitsThatCanBeComparedPinnedAndTakenBack() throws Exception {
    writeFour();
    build(root.resolve("docs"), index).well();
    String first = digest(index);
    write("new/e.txt", "brand new");
    write("old/c.txt", "old text with more");
    delete("b.md");
    update("--max-removals=100").well();
    assertThat(digest(index), is(digestOfALocalBuild()));
    assertThat(generations(), contains(2L, 1L));

    JsonNode diff = remote("diff", index, 1, 2, "--json").well().json();
    assertThat(diff.get("added").asLong(), is(1L));
    assertThat(diff.get("removed").asLong(), is(1L));
    assertThat(diff.get("changed").asLong(), is(1L));
    assertThat(
        remote("pin", index, "--generation=1", "--note=first").well().out(),
        is("generation 1 is pinned\n"));
    build(root.resolve("docs"), index, "--fresh", "--keep-builds=1", "--keep-for=0s").well();
    assertThat(generations(), contains(3L, 1L));
    remote("unpin", index, "--generation=1").well();

    remote("rollback", index, "--to=1").well();
    assertThat(digest(index), is(first));
    assertThat(found("another"), contains("docs:b.md"));
    assertThat(remote("verify", index).well().out(), containsString("sound"));
    assertThat(remote("suggest", index, "not").well().out(), containsString("Notes"));
    assertThat("no reader left a pin", filesBelow(index.resolve("shardmill/pins")), is(empty()));
  }

  @Test
  void localFilesCanBeIndexedThereAndFilesFromThereHere() throws Exception {
    writeFour();
    build(temp.resolve("docs"), index).well();
    String expected = digestOfALocalBuild();
    assertThat(digest(index), is(expected));
    Path local = temp.resolve("index of remote files");
    build(root.resolve("docs"), local).well();
    assertThat(digest(local), is(expected));
    assertThat(filesBelow(root.resolve("work files")), is(empty()));
    assertThat(
        RealCommandLine.run("search", local, "notes").well().out(), containsString("docs:b.md"));
    remote("verify", local, "--against-sources").well();
  }

  @Test
  void whoeverHoldsTheIndexIsNamedUntilItsTimeIsOver() throws Exception {
    writeFour();
    build(root.resolve("docs"), index, "--run-id=one").well();
    try (RunLock other = RunLock.acquire(new IndexLayout(index), "other")) {
      assertThat(other, is(not(nullValue())));
      Ended second = build(root.resolve("docs"), index);
      assertThat(second.code(), is(ExitCode.BUSY.code()));
      assertThat(second.err(), containsString("run other"));
    }
    Path lease = index.resolve("shardmill/leases/000000000099.json");
    long soon = System.currentTimeMillis() + 60_000;
    Files.writeString(lease, lease("killed", soon));
    Ended refused = update();
    assertThat(refused.code(), is(ExitCode.BUSY.code()));
    assertThat(refused.err(), allOf(containsString("killed"), containsString("a far machine")));
    assertThat(remote("rollback", index).code(), is(not(0)));
    assertThat("readers do not mind", found("another"), contains("docs:b.md"));

    Files.writeString(lease, lease("killed", System.currentTimeMillis() - 120_000));
    write("f.txt", "one more");
    update().well();
    assertThat(found("more"), contains("docs:f.txt"));
    assertThat(filesBelow(lease.getParent()).size(), is(1));
  }

  private static String lease(String runId, long expiresMillis) {
    return String.format(
        Locale.ROOT,
        "{\"runId\": \"%s\", \"holder\": \"a far machine\", \"expiresMillis\": %d}",
        runId,
        expiresMillis);
  }

  @Test
  void secretsOfTheOptionsAreWrittenNowhere() throws Exception {
    writeFour();
    List<String> told = new ArrayList<>();
    List<String> arguments =
        new ArrayList<>(List.of("build", "--input=docs=" + root.resolve("docs"), "--index"));
    arguments.addAll(List.of(index.toString(), "--run-id=one", "--json"));
    options().stream().filter(o -> !o.startsWith(CREDENTIALS)).forEach(arguments::add);
    for (String end : List.of("}", "")) {
      List<String> all = new ArrayList<>(arguments);
      all.add(
          CREDENTIALS
              + "{\"@type\": \"StaticCredentialsProvider\", \"accessKeyId\": \"key\","
              + " \"secretAccessKey\": \""
              + SECRET
              + "\""
              + end);
      Ended ended = RealCommandLine.run(all.toArray(String[]::new));
      assertThat(ended.err(), ended.code(), is(end.isEmpty() ? ExitCode.USAGE.code() : 0));
      told.add(ended.out() + ended.err());
    }
    assertThat(told.get(1), containsString("the value of --awsCredentialsProvider"));
    List<String> files = filesBelow(index);
    for (String file : files) {
      told.add(Files.readString(Locations.path(file), StandardCharsets.ISO_8859_1));
    }
    assertThat(files.size(), is(greaterThan(5)));
    told.forEach(text -> assertThat(text, not(containsString(SECRET))));
    assertThat("the name may be told", told.get(0), containsString("--awsCredentialsProvider"));
  }
}
