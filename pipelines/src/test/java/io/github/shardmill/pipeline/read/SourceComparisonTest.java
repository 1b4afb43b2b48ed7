package io.github.shardmill.pipeline.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.shardmill.cli.RealCommandLine;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.ReadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceComparisonTest {
  private static final FileTime THEN = FileTime.from(Instant.parse("2024-03-05T12:30:00Z"));
  private static final FileTime LATER = FileTime.from(Instant.parse("2024-03-06T12:30:00Z"));

  @TempDir private Path directory;
  private Path docs;
  private Path index;

  @BeforeEach
  void build() throws IOException {
    docs = Files.createDirectories(directory.resolve("docs"));
    index = directory.resolve("index");
    for (int i = 0; i < 100; i++) {
      write("file" + i + ".txt", "text " + i % 50, THEN);
    }
    write("left-out.log", "excluded", THEN);
    write("empty.txt", "", THEN);
    run("build", "--input", docs.toString(), "--index", index.toString(), "--exclude=*.log");
  }

  private static void run(String... arguments) {
    RealCommandLine.Ended ended = RealCommandLine.run(arguments);
    assertThat(ended.err(), ended.code(), is(0));
  }

  private void write(String name, String text, FileTime time) throws IOException {
    Path file = docs.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, time);
  }

  private SourceReport compare() throws IOException {
    try (CommittedIndex committed = CommittedIndex.open(index)) {
      return SourceComparison.compare(committed, ReadProgress.NONE);
    }
  }

  private static List<String> ids(SourceReport report, SourceFileState state) {
    return report.states().get(state).firstIds();
  }

  @Test
  void untouchedSourcesAreTheSame() throws IOException {
    SourceReport report = compare();
    assertThat(report.finding().severity(), is(Severity.SOUND));
    assertThat(report.finding().detail(), is("101 as indexed"));
    assertThat(report.excluded(), is(1L));
  }

  @Test
  void touchedFileIsTheSame() throws IOException {
    Files.setLastModifiedTime(docs.resolve("file3.txt"), LATER);
    assertThat(compare().finding().severity(), is(Severity.SOUND));
  }

  @Test
  void changedAndNewFilesAreToldAndNotWrong() throws IOException {
    write("file3.txt", "other", LATER);
    write("new.txt", "new", THEN);
    SourceReport report = compare();
    assertThat(ids(report, SourceFileState.CHANGED), contains("docs:file3.txt"));
    assertThat(ids(report, SourceFileState.NEW), contains("docs:new.txt"));
    assertThat(report.finding().severity(), is(Severity.INCOMPLETE));
    assertThat(
        report.finding().detail(), is("100 as indexed, 1 changed since, 1 not in the index"));
  }

  /** Also where the bytes are those of another file, so that the index does know the digest. */
  @Test
  void otherBytesUnderTheSameTimeAreAltered() throws IOException {
    write("file3.txt", "TEXT 3", THEN);
    write("file5.txt", "text 4", THEN);
    SourceReport report = compare();
    assertThat(ids(report, SourceFileState.ALTERED), contains("docs:file3.txt", "docs:file5.txt"));
    assertThat(report.finding().severity(), is(Severity.BROKEN));
  }

  @Test
  void missingFilesAreCountedAndTheFirstOnesNamed() throws IOException {
    for (int i = 0; i < 20; i++) {
      Files.delete(docs.resolve("file" + i + ".txt"));
    }
    SourceReport report = compare();
    assertThat(report.states().get(SourceFileState.MISSING).files(), is(20L));
    assertThat(
        ids(report, SourceFileState.MISSING),
        is(
            IntStream.of(0, 1, 10, 11, 12, 13, 14, 15, 16, 17)
                .mapToObj(i -> "docs:file" + i + ".txt")
                .toList()));
    assertThat(report.finding().severity(), is(Severity.BROKEN));
  }

  @Test
  void unreadableFileIsTold() throws IOException {
    Path file = docs.resolve("file3.txt");
    assumeFalse(Files.getOwner(docs).getName().equals("root"), "root reads everything");
    Files.setPosixFilePermissions(file, Set.of());
    assertThat(ids(compare(), SourceFileState.UNREADABLE), contains("docs:file3.txt"));
  }

  @Test
  void sourceThatIsGoneIsAFinding() throws IOException {
    Files.move(docs, directory.resolve("elsewhere"));
    SourceReport report = compare();
    assertThat(report.states().get(SourceFileState.MISSING).files(), is(101L));
    assertThat(report.finding().severity(), is(Severity.BROKEN));
    assertThat(report.finding().detail(), containsString("cannot be read: docs ("));
  }

  @Test
  void updateMakesAllTheSameAgain() throws IOException {
    write("file3.txt", "other", LATER);
    Files.delete(docs.resolve("file4.txt"));
    run("update", index.toString());
    SourceReport report = compare();
    assertThat(report.finding().detail(), is("100 as indexed"));
    assertThat(ids(report, SourceFileState.MISSING), is(empty()));
  }

  @Test
  void indexWithoutSourcesIsRefused() throws IOException {
    Path plain = directory.resolve("plain");
    try (FSDirectory lucene = FSDirectory.open(plain);
        IndexWriter writer = new IndexWriter(lucene, new IndexWriterConfig())) {
      writer.commit();
    }
    index = plain;
    assertThat(
        assertThrows(IllegalArgumentException.class, this::compare).getMessage(),
        containsString("does not say where its files came from"));
  }
}
