package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.FaultyIndexStore.Call;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexStore;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexRollbackTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void buildAndUpdateTwice() throws IOException {
    index = temp.resolve("index");
    EngineRun.write(index, "first", EngineRun.doc("a", "one"), EngineRun.doc("b", "two"));
    EngineRun.update(index, "second", EngineRun.doc("c", "three"), Mutation.delete("a"));
    EngineRun.update(index, "third", EngineRun.doc("d", "four"));
  }

  private PathIndexStore store(String runId) throws IOException {
    PathIndexStore store = new PathIndexStore(RunWorkspace.within(new IndexLayout(index), runId));
    store.prepareRecords();
    return store;
  }

  private RollbackPlan rollBack(String runId, long... to) throws IOException {
    return new IndexRollback(store(runId), target(to)).run(runId);
  }

  private static OptionalLong target(long... to) {
    return to.length == 0 ? OptionalLong.empty() : OptionalLong.of(to[0]);
  }

  private CommitData data() throws IOException {
    Base base = EngineRun.base(index);
    CommitData data = base.data().orElseThrow();
    assertThat(data.isOf(base.generation()), is(true));
    return data;
  }

  private List<Long> generations() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      return DirectoryReader.listCommits(directory).stream()
          .map(IndexCommit::getGeneration)
          .toList();
    }
  }

  private Set<String> segmentFiles() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      Set<String> files = new TreeSet<>(List.of(directory.listAll()));
      files.removeIf(name -> !name.startsWith("_"));
      return files;
    }
  }

  @Test
  void goesBackOneCommitByACommitOfItsOwnWithoutCopying() throws IOException {
    CommitData before = data();
    Set<String> files = segmentFiles();
    RollbackPlan done = rollBack("back");

    assertThat(done.current(), is(3L));
    assertThat(done.target(), is(2L));
    assertThat(done.targetRun(), is("second"));
    assertThat(done.next(), is(4L));
    assertThat(done.documentsBefore(), is(3L));
    assertThat(done.documents(), is(2L));
    assertThat(EngineRun.ids(index), containsInAnyOrder("b", "c"));
    assertThat(generations(), contains(1L, 2L, 3L, 4L));
    assertThat(segmentFiles(), equalTo(files));
    CommitData data = data();
    assertThat(data.token(), is("back"));
    assertThat(data.generation(), is(4L));
    assertThat(data.documents(), is(2L));
    assertThat(data.provenance().kind(), is(Provenance.Kind.ROLLBACK));
    assertThat(data.provenance().restored(), is(2L));
    assertThat(data.provenance().previousRecords(), is(before.recordsSha256()));
    assertThat(data.lastTokens(), contains("first", "second", "third", "back"));
  }

  @Test
  void theCommitCarriesTheHashOfItsRecordWhichIsDurable() throws IOException {
    rollBack("back", 1);
    byte[] bytes = Files.readAllBytes(new IndexLayout(index).runRecord("back"));
    assertThat(data().recordsSha256(), is(Sha256.of(bytes)));
    JsonNode record = JSON.readTree(bytes);
    assertThat(record.path("mode").asText(), is("ROLLBACK"));
    assertThat(record.path("verdict").asText(), is("COMMITTED"));
    assertThat(record.path("generation").asLong(), is(4L));
    assertThat(record.path("restored").asLong(), is(1L));
    assertThat(record.path("restoredRun").asText(), is("first"));
    assertThat(record.path("logicalDigest").asText(), is(data().digest().toString()));
    try (FSDirectory directory = FSDirectory.open(index)) {
      byte[] meta = Files.readAllBytes(new IndexLayout(index).meta());
      assertThat(meta, equalTo(IndexMeta.describe(directory)));
    }
  }

  @Test
  void updatesBaseOnARollbackAndCanBeRolledBackThemselves() throws IOException {
    rollBack("back", 1);
    EngineRun.update(index, "fourth", EngineRun.doc("e", "five"));
    assertThat(EngineRun.ids(index), containsInAnyOrder("a", "b", "e"));
    assertThat(data().documents(), is(3L));

    assertThat(rollBack("again").target(), is(4L));
    assertThat(EngineRun.ids(index), containsInAnyOrder("a", "b"));

    EngineRun.update(index, "fifth", EngineRun.doc("a", "changed"));
    Path fresh = temp.resolve("fresh");
    EngineRun.write(fresh, "fresh", EngineRun.doc("a", "changed"), EngineRun.doc("b", "two"));
    assertThat(data().digest(), equalTo(EngineRun.base(fresh).data().orElseThrow().digest()));
  }

  @Test
  void aRollbackCanBeUndone() throws IOException {
    LogicalDigest last = data().digest();
    rollBack("back", 1);
    rollBack("forth", 3);
    assertThat(data().digest(), equalTo(last));
    assertThat(EngineRun.ids(index), containsInAnyOrder("b", "c", "d"));
  }

  @Test
  void goingBackRepeatedlyGoesFurtherBack() throws IOException {
    assertThat(rollBack("r1").target(), is(2L));
    assertThat(rollBack("r2").target(), is(1L));
    RollbackRefusedException e = assertThrows(RollbackRefusedException.class, () -> rollBack("r3"));
    assertThat(e.getMessage(), containsString("no earlier commit"));
    assertThat(data().token(), is("r2"));
  }

  @Test
  void goingBackToWhatIsThereAlreadyDoesNothing() throws IOException {
    assertThat(rollBack("same", 3).isNeeded(), is(false));
    rollBack("back", 2);
    RollbackPlan again = rollBack("again", 2);
    assertThat(again.isNeeded(), is(false));
    assertThat(again.next(), is(4L));
    assertThat(data().token(), is("back"));
    assertThat(rollBack("by-way-of", 4).isNeeded(), is(false));
  }

  @Test
  void generationThatIsNotThereIsRefusedWithThoseThatAre() {
    RollbackRefusedException e =
        assertThrows(RollbackRefusedException.class, () -> rollBack("back", 9));
    assertThat(e.getMessage(), containsString("no generation 9; available: 1, 2, 3"));
  }

  @Test
  void planWritesNothing() throws IOException {
    PathIndexStore store = new PathIndexStore(RunWorkspace.within(new IndexLayout(index), "x"));
    RollbackPlan plan = new IndexRollback(store, OptionalLong.empty()).plan();
    assertThat(plan.target(), is(2L));
    assertThat(plan.isNeeded(), is(true));
    assertThat(generations(), contains(1L, 2L, 3L));
    assertThat(Files.exists(new IndexLayout(index).run("x")), is(false));
  }

  @Test
  void commitOfAnotherProgramOnTopIsLeftBehind() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig().setIndexDeletionPolicy(NoDeletionPolicy.INSTANCE))) {
      writer.addDocument(new Document());
      writer.commit();
    }
    RollbackRefusedException e =
        assertThrows(RollbackRefusedException.class, () -> rollBack("theirs", 4));
    assertThat(e.getMessage(), containsString("another program made generation 4"));

    assertThat(rollBack("back").target(), is(3L));
    assertThat(data().generation(), is(5L));
    assertThat(data().lastTokens(), contains("first", "second", "third", "back"));
    EngineRun.update(index, "fourth", EngineRun.doc("e", "five"));
    assertThat(EngineRun.ids(index), containsInAnyOrder("b", "c", "d", "e"));
  }

  @Test
  void damagedSegmentOfTheCurrentCommitIsLeftBehind() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      List<IndexCommit> commits = DirectoryReader.listCommits(directory);
      Set<String> newest = new TreeSet<>(commits.get(2).getFileNames());
      newest.removeAll(commits.get(1).getFileNames());
      String stored = newest.stream().filter(f -> f.endsWith(".fdt")).findFirst().orElseThrow();
      Files.delete(index.resolve(stored));
      assertThrows(IOException.class, () -> DirectoryReader.open(directory));
    }
    rollBack("back");
    assertThat(EngineRun.ids(index), containsInAnyOrder("b", "c"));
  }

  @Test
  void commitThatFailsLeavesThePreviousOneAndIsNotRemembered() throws IOException {
    for (Call call : List.of(Call.WRITE_RECORD, Call.SYNC_DIRECTORY, Call.RENAME)) {
      IndexStore faulty = new FaultyIndexStore(store("back")).failing(call, 1);
      IndexRollback rollback = new IndexRollback(faulty, OptionalLong.empty());
      assertThrows(IOException.class, () -> rollback.run("back"));
      assertThat(data().token(), is("third"));
      assertThat(EngineRun.base(index).remembers("back"), is(false));
    }
    rollBack("back");
    assertThat(EngineRun.base(index).remembers("back"), is(true));
    assertThat(EngineRun.base(index).remembers("third"), is(true));
  }

  @Test
  void runIdThatAnEarlierRunHadIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> rollBack("second"));
  }

  @Test
  void retriedCommitOfARunThatWasRolledBackIsNotDoneAgain() throws IOException {
    EngineRun run = new EngineRun(index, "fourth", RunPlan.Mode.UPDATE);
    RunParts parts = run.parts(EngineRun.doc("x", "y"));
    run.commit(parts);
    rollBack("back");
    CommitVerdict verdict = run.commit(parts);
    assertThat(verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
    assertThat(verdict.generation(), is(-1L));
    assertThat(EngineRun.ids(index), containsInAnyOrder("b", "c", "d"));
  }
}
