package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitVerdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitConflictTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  @Test
  void commitOfSomebodyElseIsAConflict() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = new EngineRun(index, "second");
    RunParts parts = run.parts(EngineRun.docs(0, 20));
    EngineRun.write(index, "other", EngineRun.docs(0, 7));
    CommitVerdict verdict = run.commit(parts);
    assertThat(verdict.kind(), is(Kind.CONFLICT));
    assertThat(verdict.reason(), containsString("expected generation 1, found 2"));
    assertThat(EngineRun.ids(index), hasSize(7));
    assertThat(record(run).path("verdict").asText(), is("CONFLICT"));
  }

  @Test
  void writeLockOfAnotherWriterIsAConflict() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = new EngineRun(index, "second");
    RunParts parts = run.parts(EngineRun.docs(0, 20));
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter other = new IndexWriter(directory, new IndexWriterConfig(null))) {
      assertThat(other.isOpen(), is(true));
      CommitVerdict verdict = run.commit(parts);
      assertThat(verdict.kind(), is(Kind.CONFLICT));
      assertThat(verdict.reason(), is("another program has the index open for writing"));
    }
    assertThat(EngineRun.ids(index), hasSize(5));
  }

  @Test
  void userDataThatAnotherProgramCarriedForwardDoesNotCount() throws IOException {
    EngineRun run = new EngineRun(index, "run");
    RunParts parts = run.parts(EngineRun.docs(0, 5));
    run.commit(parts);
    addForeignDocument();
    Base base = EngineRun.base(index);
    assertThat(base.data().orElseThrow().token(), is("run"));
    assertThat(base.isCommitOf("run"), is(false));
    assertThat(base.remembers("run"), is(false));
    assertThat(run.commit(parts).kind(), is(Kind.CONFLICT));

    CommitVerdict update = EngineRun.update(index, "next", EngineRun.docs(0, 1));
    assertThat(update.kind(), is(Kind.REFUSED));
    assertThat(update.reason(), containsString("another program changed the index"));
    assertThat(EngineRun.write(index, "rebuild").kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index), empty());
  }

  @Test
  void indexOfAnotherProgramIsNotUpdated() throws IOException {
    addForeignDocument();
    CommitVerdict update = EngineRun.update(index, "next", EngineRun.docs(0, 1));
    assertThat(update.kind(), is(Kind.REFUSED));
  }

  /** Lucene counts on from what a crashed writer began; a token counts for its generation only. */
  @Test
  void generationIsRightAfterACrashedWriter() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    Files.writeString(index.resolve("pending_segments_z"), "half a commit");
    assertThat(EngineRun.base(index).nextGeneration(), is(36L));
    CommitVerdict verdict = EngineRun.update(index, "second", EngineRun.docs(5, 6));
    assertThat(verdict, equalTo(CommitVerdict.committed("second", 36, 6)));
    assertThat(EngineRun.base(index).generation(), is(36L));
    assertThat(EngineRun.base(index).isCommitOf("second"), is(true));
  }

  @Test
  void generationIsRightWhereACrashedWriterBeganTheFirstCommit() throws IOException {
    Files.createDirectories(index);
    Files.writeString(index.resolve("pending_segments_3"), "half a commit");
    assertThat(EngineRun.write(index, "run"), equalTo(CommitVerdict.committed("run", 4, 0)));
    assertThat(EngineRun.base(index).isCommitOf("run"), is(true));
  }

  @Test
  void foreignFileThatOnlyLooksPendingIsIgnoredAsLuceneDoes() throws IOException {
    EngineRun.write(index, "first");
    Files.writeString(index.resolve("pending_segments_1.bak"), "");
    assertThat(EngineRun.update(index, "second", EngineRun.doc("x", "y")).generation(), is(2L));
    assertThat(EngineRun.base(index).isCommitOf("second"), is(true));
  }

  @Test
  void runThatIsAskedAgainAfterALaterOneIsStillCommitted() throws IOException {
    EngineRun run = new EngineRun(index, "run");
    RunParts parts = run.parts(EngineRun.docs(0, 10));
    run.commit(parts);
    EngineRun.update(index, "later", EngineRun.docs(10, 12));
    assertThat(run.commit(parts), equalTo(CommitVerdict.committed("run", -1, 12)));
    assertThat(EngineRun.base(index).isCommitOf("later"), is(true));
  }

  @Test
  void idOfAnEarlierRunIsRefusedAndNothingIsChanged() throws IOException {
    EngineRun.write(index, "nightly", EngineRun.docs(0, 10));
    EngineRun again = new EngineRun(index, "nightly");
    byte[] record = Files.readAllBytes(again.layout.runRecord("nightly"));
    RunParts parts = again.parts(EngineRun.docs(0, 20));
    assertThrows(IllegalArgumentException.class, () -> again.commit(parts));
    assertThat(EngineRun.ids(index), hasSize(10));
    assertThat(Files.readAllBytes(again.layout.runRecord("nightly")), equalTo(record));
  }

  private void addForeignDocument() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer =
            new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
      writer.addDocument(new Document());
      writer.commit();
    }
  }

  private static JsonNode record(EngineRun run) throws IOException {
    return JSON.readTree(Files.readAllBytes(run.layout.runRecord(run.plan.runId())));
  }
}
