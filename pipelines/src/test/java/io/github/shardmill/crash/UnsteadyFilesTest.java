package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change, vanish or must not be read are accounted for, and stop nothing. */
class UnsteadyFilesTest {
  /** Takes from the super-user what lets it read everything; others need nothing taken. */
  private static final String[] WITHOUT_OVERRIDE = {
    "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"
  };

  @TempDir private Path directory;

  private Path corpus;
  private Path index;
  private Path scratch;

  @BeforeEach
  void writeFiles() throws IOException {
    corpus = Files.createDirectory(directory.resolve("corpus"));
    index = directory.resolve("index");
    scratch = directory.resolve("process");
    for (String name : new String[] {"a.txt", "b.txt", "c.txt", "d.txt"}) {
      Corpora.write(corpus.resolve(name), "the text of " + name);
    }
  }

  @Test
  void filesThatChangeOrVanishAfterTheyWereListedAreSeenAsTheyAre() throws Exception {
    try (ChildJvm process = new ChildJvm(scratch).waitingAt("extract.file")) {
      process.start(BuildCommands.build(corpus, index)).awaitPoint();
      Files.writeString(corpus.resolve("b.txt"), "another text, which is longer");
      Files.delete(corpus.resolve("c.txt"));
      Files.createFile(corpus.resolve("too-late.txt"));
      process.goOn();

      assertCounts(process.await(), 4, 3, 1);
    }

    assertThat(
        stored("outcome"),
        is(
            Map.of(
                "docs:a.txt",
                "OK",
                "docs:b.txt",
                "OK",
                "docs:c.txt",
                "VANISHED",
                "docs:d.txt",
                "OK")));
    assertThat(stored("content").get("docs:b.txt"), containsString("another text"));
    assertThat(stored("size").get("docs:b.txt"), is("29"));
  }

  @Test
  void whatMustNotBeReadIsReported() throws Exception {
    Path locked = Files.createDirectory(corpus.resolve("locked"));
    Corpora.write(locked.resolve("inside.txt"), "nobody sees this");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        corpus.resolve("b.txt"), PosixFilePermissions.fromString("---------"));
    try (ChildJvm process = new ChildJvm(scratch)) {
      if (Files.isReadable(corpus.resolve("b.txt"))) {
        Assumptions.assumeTrue(canGiveUpOverride(), "the super-user can give its rights up");
        process.under(WITHOUT_OVERRIDE);
      }
      process.start(BuildCommands.build(corpus, index));

      assertCounts(process.await(), 4, 3, 1);
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }

    assertThat(stored("outcome").get("docs:b.txt"), is("UNREADABLE"));
    assertThat(records(), containsString("\"path\":\"locked\",\"unreadable\":"));
  }

  private static boolean canGiveUpOverride() throws IOException, InterruptedException {
    try {
      Stream<String> command = Stream.concat(Stream.of(WITHOUT_OVERRIDE), Stream.of("true"));
      return new ProcessBuilder(command.toList()).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  private static void assertCounts(ChildJvm.Ended ended, int discovered, int indexed, int failed)
      throws IOException {
    assertThat(ended.err(), ended.code(), is(0));
    JsonNode run = BuildCommands.json(ended.out());
    assertThat(run.path("discovered").asInt(), is(discovered));
    assertThat(run.path("indexed").asInt(), is(indexed));
    assertThat(run.path("failed").asInt(), is(failed));
    assertThat(run.path("documents").asInt(), is(discovered));
  }

  private Map<String, String> stored(String field) throws IOException {
    Map<String, String> values = new TreeMap<>();
    try (FSDirectory files = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(files)) {
      StoredFields stored = reader.storedFields();
      for (int document = 0; document < reader.maxDoc(); document++) {
        Document found = stored.document(document);
        values.put(found.get("id"), found.get(field));
      }
    }
    return values;
  }

  private String records() throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.walk(index.resolve("shardmill").resolve("runs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        lines.append(Files.readString(file));
      }
    }
    return lines.toString();
  }
}
