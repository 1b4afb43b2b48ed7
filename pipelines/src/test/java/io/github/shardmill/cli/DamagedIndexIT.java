package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no index, or no longer what was committed, is told in one line and an exit code. */
class DamagedIndexIT {
  private static final List<String> COMMANDS =
      List.of("search", "inspect", "verify", "exceptions", "duplicates");

  @TempDir private static Path built;
  @TempDir private Path directory;
  private Path index;

  @BeforeAll
  static void buildIndex() throws IOException {
    Path docs = Files.createDirectory(built.resolve("docs"));
    Files.writeString(docs.resolve("a.txt"), "word");
    build(docs, built.resolve("index"), "--run-id=first", "--quiet").well();
  }

  @BeforeEach
  void copyIndex() throws IOException {
    index = Damage.copy(built.resolve("index"), directory.resolve("index"));
  }

  private static Ended read(String command, Path path) {
    return command.equals("search") ? run(command, path, "word") : run(command, path);
  }

  private static JsonNode failedCheck(Path path) throws IOException {
    Ended ended = run("verify", path, "--json");
    assertThat(ended.err(), ended.code(), is(2));
    assertThat(ended.json().get("ok").asBoolean(), is(false));
    for (JsonNode finding : ended.json().get("findings")) {
      if (!finding.get("ok").asBoolean()) {
        return finding;
      }
    }
    throw new AssertionError("no check failed: " + ended.out());
  }

  @Test
  void whatIsNoIndexIsWrongUsage() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path file = Files.writeString(directory.resolve("file"), "text");
    for (Path path : List.of(empty, file, directory, directory.resolve("none"))) {
      for (String command : COMMANDS) {
        assertThat(read(command, path).refusedWith(1), containsString(path.toString()));
      }
    }
    assertThat(Files.exists(directory.resolve("none")), is(false));
  }

  @Test
  void anIndexOfANewerLuceneIsWrongUsage() throws Exception {
    Path newer = Files.createDirectory(directory.resolve("newer"));
    Damage.writeCommitOfNewerLucene(newer);

    for (String command : COMMANDS) {
      assertThat(
          read(command, newer).refusedWith(1),
          startsWith("shardmill: an index of a newer version: " + newer));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segments_1", "*.si", "*.fnm"})
  void aDamagedCommitIsAFailure(String file) throws Exception {
    Damage.flipByte(index, file);

    for (String command : List.of("search", "inspect", "exceptions", "duplicates")) {
      assertThat(read(command, index).refusedWith(2), startsWith("shardmill: a damaged index: "));
    }
    assertThat(failedCheck(index).get("check").asText(), is("lucene"));
    assertThat(run("verify", index).out(), containsString("NOT SOUND: 1 check failed\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.si", "*.fdt"})
  void aMissingFileIsAFailure(String file) throws Exception {
    Damage.delete(index, file);

    assertThat(read("search", index).refusedWith(2), containsString("a damaged index: "));
    assertThat(failedCheck(index).get("check").asText(), is("lucene"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.fdt", "*.doc", "*.pos", "*.dvd", "*.kdd", "*.nvd", "*.tim"})
  void verifyFindsOneChangedByteAnywhere(String file) throws Exception {
    Damage.flipByte(index, file);

    assertThat(failedCheck(index).get("check").asText(), is("lucene"));
  }

  @Test
  void anAlteredRecordIsFoundAndShown() throws Exception {
    Path record = index.resolve("shardmill/runs/first/run.json");
    Files.writeString(
        record, Files.readString(record).replace("\"indexed\" : 1", "\"indexed\" : 2"));

    assertThat(failedCheck(index).get("check").asText(), is("runRecord"));
    assertThat(
        run("inspect", index).well().out(), containsString("ITS RECORD IS MISSING OR ALTERED"));
    assertThat(
        run("inspect", index, "--json")
            .well()
            .json()
            .get("lastRun")
            .get("recordsMatch")
            .asBoolean(),
        is(false));
  }

  @Test
  void aRecordThatIsMissingIsFoundAndShown() throws Exception {
    Files.delete(index.resolve("shardmill/runs/first/run.json"));

    assertThat(failedCheck(index).get("check").asText(), is("runRecord"));
    assertThat(
        run("inspect", index).well().out(),
        containsString("last run    first\n            ITS RECORD IS MISSING OR ALTERED"));
  }

  @Test
  void aForeignCommitOnTopIsToldToWhoReads() throws Exception {
    commitForeignDocument(index);

    String notice = "shardmill: another program committed on top of run first: ";
    Ended search = run("search", index, "stranger", "--json").well();
    assertThat(search.json().get("total").asInt(), is(1));
    assertThat(search.err(), startsWith(notice));
    assertThat(run("exceptions", index).well().err(), startsWith(notice));
    assertThat(run("inspect", index).well().out(), containsString("notice      another program"));
    assertThat(failedCheck(index).get("check").asText(), is("commit"));
  }

  @Test
  void aPlainLuceneIndexCanBeSearchedAndInspected() throws Exception {
    Path plain = directory.resolve("plain");
    commitForeignDocument(plain);

    Ended search = run("search", plain, "content:stranger").well();
    assertThat(
        search.out(),
        allOf(startsWith("1 hit\n"), containsString("1. #0  ("), containsString("stranger")));
    assertThat(search.err(), containsString("a plain Lucene index"));
    assertThat(run("inspect", plain, "--json").well().json().get("lastRun").isNull(), is(true));
    assertThat(run("exceptions", plain).well().out(), is("no exceptions\n"));
  }

  private static void commitForeignDocument(Path path) throws IOException {
    try (Directory files = FSDirectory.open(path);
        IndexWriter writer =
            new IndexWriter(files, new IndexWriterConfig(new StandardAnalyzer()))) {
      Document document = new Document();
      document.add(new TextField("content", "stranger", Field.Store.YES));
      writer.addDocument(document);
      writer.commit();
    }
  }
}
