package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exceptions} as it is typed, over real indexes of files that failed. */
class ExceptionsIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DAMAGED = "%PDF-1.4 and no more";
  private static final String LONG = "a text that is longer than it may be";

  @TempDir private Path temp;
  private Path docs;
  private Path index;

  @BeforeEach
  void buildIndex() throws IOException {
    docs = Files.createDirectory(temp.resolve("docs"));
    index = temp.resolve("index");
    write("good.txt", "all is well");
    write("long.txt", LONG);
    write("noise.bin", "\0\1\2\3");
    write("one.pdf", DAMAGED);
    write("two\n=1.pdf", DAMAGED + " than before");
    build(docs, index, "--isolation=none", "--max-text=20", "--quiet").well();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(docs.resolve(name), text);
  }

  private JsonNode retry(Object... more) throws IOException {
    Object[] all = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {
          "exceptions", index, "--retry", "--isolation=none", "--progress=none", "--json"
        },
        0,
        all,
        0,
        6);
    System.arraycopy(more, 0, all, 6, more.length);
    return run(all).well().json();
  }

  private long generation() throws IOException {
    return run("inspect", index, "--json").well().json().path("generation").asLong();
  }

  private int exceptions(String outcome) throws IOException {
    return run("exceptions", index, "--outcome=" + outcome, "--json")
        .well()
        .json()
        .path("total")
        .asInt();
  }

  @Test
  void groupsTellHowManyWhyAndWhatToDo() {
    List<String> lines = run("exceptions", index).well().out().lines().toList();

    assertThat(
        lines,
        contains(
            startsWith("CORRUPT, 2 files: "),
            startsWith("  what to do: open the file in its own program"),
            is("  docs:one.pdf"),
            is("  docs:two\\n=1.pdf"),
            is(""),
            startsWith("TRUNCATED, 1 file"),
            startsWith("  what to do: raise --max-text"),
            is("  docs:long.txt"),
            is(""),
            is("UNSUPPORTED, 1 file: no parser for application/octet-stream"),
            startsWith("  what to do: nothing to do unless"),
            is("  docs:noise.bin"),
            is(""),
            is("4 files in 3 groups; --list shows every file, --retry tries files again")));
  }

  @Test
  void outcomesAndSourcesNarrowTheList() {
    assertThat(
        run("exceptions", index, "--list", "--outcome=unsupported", "--outcome=TRUNCATED")
            .well()
            .out()
            .lines()
            .limit(2)
            .toList(),
        contains(startsWith("TRUNCATED    docs:long"), startsWith("UNSUPPORTED  docs:noise")));
    assertThat(run("exceptions", index, "--source=mail").well().out(), is("no exceptions\n"));
    assertThat(
        run("exceptions", index, "--source=docs", "--outcome=CORRUPT").well().out(),
        containsString("\n2 files in 1 group;"));
  }

  @Test
  void exportHasWhatIsKnownOfEveryFile() throws Exception {
    Path file = temp.resolve("failed.jsonl");

    assertThat(
        run("exceptions", index, "--output", file, "--outcome=CORRUPT").well().out(),
        is("2 exceptions\n"));

    List<String> lines = Files.readAllLines(file);
    assertThat(lines.size(), is(2));
    JsonNode one = JSON.readTree(lines.get(0));
    assertThat(one.path("id").asText(), is("docs:one.pdf"));
    assertThat(one.path("outcome").asText(), is("CORRUPT"));
    assertThat(one.path("content_type").asText(), is("application/pdf"));
    assertThat(one.path("size").asLong(), is((long) DAMAGED.length()));
    assertThat(one.has("attempts"), is(false));
    assertThat(one.path("advice").asText(), startsWith("open the file"));
    byte[] bytes = DAMAGED.getBytes(StandardCharsets.UTF_8);
    for (String[] digest :
        new String[][] {{"md5", "MD5"}, {"sha1", "SHA-1"}, {"sha256", "SHA-256"}}) {
      assertThat(
          one.path(digest[0]).asText(),
          is(HexFormat.of().formatHex(MessageDigest.getInstance(digest[1]).digest(bytes))));
    }
    assertThat(JSON.readTree(lines.get(1)).path("id").asText(), is("docs:two\n=1.pdf"));
  }

  @Test
  void exportAsCsvGoesToStandardOutput() {
    RealCommandLine.Ended ended = run("exceptions", index, "--format=csv").well();

    assertThat(
        ended.out(),
        allOf(
            startsWith("id,outcome,cause,advice,content_type,size,attempts,md5,sha1,sha256\r\n"),
            containsString("\r\n\"docs:two\n=1.pdf\",CORRUPT,"),
            containsString("\r\ndocs:noise.bin,UNSUPPORTED,no parser for ")));
    assertThat(ended.err(), is("shardmill: 4 exceptions\n"));
  }

  @Test
  void retryReadsTheFilesAgainInOneCommitAndNothingElse() throws Exception {
    long before = generation();
    write("new.txt", "not asked for");

    JsonNode record = retry("--outcome=CORRUPT");

    assertThat(record.path("verdict").asText(), is("COMMITTED"));
    assertThat(record.path("failed").asInt(), is(2));
    assertThat(record.path("indexed").asInt(), is(0));
    assertThat(record.path("counts").path("postponed").asInt(), is(1));
    assertThat(record.path("counts").path("outcome.CORRUPT.files").asInt(), is(2));
    assertThat(generation(), is(before + 1));
    run("verify", index).well();
    assertThat(
        run("search", index, "name:new", "--json").well().json().path("total").asInt(), is(0));
    run("update", index, "--progress=none", "--isolation=none").well();
    assertThat(
        run("search", index, "name:new", "--json").well().json().path("total").asInt(), is(1));
    run("verify", index).well();
  }

  @Test
  void limitsOfARetryHoldForTheNextUpdate() throws Exception {
    retry("--outcome=TRUNCATED", "--max-text=1000");
    assertThat(exceptions("TRUNCATED"), is(0));

    run("update", index, "--progress=none", "--isolation=none").well();

    assertThat(exceptions("TRUNCATED"), is(0));
    JsonNode hit =
        run("search", index, "name:long", "--fields=content", "--json").well().json().at("/hits/0");
    assertThat(hit.path("fields").path("content").asText(), containsString(LONG));
  }

  @Test
  void fileThatIsGoneIsRemoved() throws Exception {
    Files.delete(docs.resolve("one.pdf"));

    JsonNode record = retry();

    assertThat(record.path("removed").asInt(), is(1));
    assertThat(exceptions("CORRUPT"), is(1));
    run("verify", index).well();
  }

  @Test
  void retryWaitsForNobodyWhoHoldsTheIndex() throws Exception {
    try (RunLock held = RunLock.acquire(new IndexLayout(index), "the-other")) {
      assertThat(held, is(notNullValue()));
      assertThat(
          run("exceptions", index, "--retry", "--progress=none").refusedWith(4),
          containsString("the-other"));
    }
  }

  @Test
  void nothingToTryAgainChangesNothing() throws Exception {
    long before = generation();

    RealCommandLine.Ended ended =
        run("exceptions", index, "--retry", "--outcome=ENCRYPTED", "--outcome=CRASHED").well();

    assertThat(
        ended.err(),
        is(
            "shardmill: nothing to do: the index has no files that ended as ENCRYPTED or"
                + " CRASHED\n"));
    assertThat(generation(), is(before));
  }

  @Test
  void gatesAreAskedOfARetry() throws Exception {
    long before = generation();
    RealCommandLine.Ended ended =
        run(
            "exceptions",
            index,
            "--retry",
            "--isolation=none",
            "--progress=none",
            "--probe=content:nowhere>=1");
    assertThat(ended.err(), ended.code(), is(ExitCode.REFUSED.code()));
    assertThat(generation(), is(before));
  }

  @Test
  void retryTakesBeamsOptionsAndChildren() throws Exception {
    JsonNode record =
        run(
                "exceptions",
                index,
                "--retry",
                "--quiet",
                "--json",
                "--isolation=all",
                "--isolation-heap=256MiB",
                "--parse-timeout=1m",
                "--parallelism=1",
                "--targetParallelism=1")
            .well()
            .json();
    assertThat(record.path("options").path("isolation").asText(), is("ALL"));
    assertThat(
        record.path("options").path("beamOptions").toString(), is("[\"--targetParallelism\"]"));
    assertThat(record.path("failed").asInt(), is(3));
  }
}
