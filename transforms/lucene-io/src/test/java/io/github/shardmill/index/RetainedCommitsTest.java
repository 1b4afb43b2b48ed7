package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.Provenance.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetainedCommitsTest {
  private static final long HOUR = 3_600_000L;

  private final Directory directory = new ByteBuffersDirectory();
  private final Set<Long> pins = new HashSet<>();
  private boolean pinsAreReadable = true;
  private Retention retention = new Retention(2, 24 * HOUR);
  private long now = 1_700_000_000_000L;
  private long generation;

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  /** Commits one more document with a writer of its own, as every run does. */
  private void commit(Kind kind) throws IOException {
    generation++;
    CommitData data =
        new CommitData(
            "run" + generation,
            generation,
            EngineRun.SCHEMA,
            LogicalDigest.ZERO,
            1,
            "",
            List.of(),
            new Provenance(kind, now, -1, ""),
            "{}");
    write(data.toUserData(), kind == Kind.BUILD);
  }

  private void commitAsAnotherProgram(Map<String, String> userData) throws IOException {
    generation++;
    write(userData, false);
  }

  private void write(Map<String, String> userData, boolean replace) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config())) {
      if (replace) {
        writer.deleteAll();
      }
      addDocument(writer);
      writer.setLiveCommitData(userData.entrySet());
      writer.commit();
    }
  }

  private IndexWriterConfig config() {
    RetainedCommits.Pinned pinned =
        () -> {
          if (!pinsAreReadable) {
            throw new IOException("dialled");
          }
          return pins;
        };
    return new IndexWriterConfig()
        .setMergePolicy(NoMergePolicy.INSTANCE)
        .setUseCompoundFile(false)
        .setCommitOnClose(false)
        .setIndexDeletionPolicy(new RetainedCommits(retention, pinned, () -> now));
  }

  private void addDocument(IndexWriter writer) throws IOException {
    Document document = new Document();
    document.add(new StringField("id", "d" + generation, Field.Store.YES));
    writer.addDocument(document);
  }

  private List<Long> generations() throws IOException {
    List<Long> generations = new ArrayList<>();
    for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
      try (DirectoryReader reader = DirectoryReader.open(commit)) {
        assertThat(reader.numDocs() > 0, is(true));
      }
      generations.add(commit.getGeneration());
    }
    return generations;
  }

  @Test
  void buildsBeyondTheLastOnesGoWhenTheyAreOld() throws IOException {
    for (int i = 0; i < 4; i++) {
      commit(Kind.BUILD);
      now += 48 * HOUR;
    }
    // The third build was replaced by the fourth just when that was made.
    assertThat(generations(), contains(3L, 4L));
  }

  @Test
  void commitsStayForAWhileAfterTheyWereReplaced() throws IOException {
    retention = new Retention(1, 24 * HOUR);
    commit(Kind.BUILD);
    now += 100 * HOUR;
    commit(Kind.UPDATE);
    now += 20 * HOUR;
    commit(Kind.BUILD);
    assertThat("an old commit that was the index 20 h ago", generations(), contains(1L, 2L, 3L));
    now += 10 * HOUR;
    commit(Kind.BUILD);
    assertThat("replaced 30, 10 and 0 h ago", generations(), contains(2L, 3L, 4L));
  }

  @Test
  void updatesOfTheLastWhileStayAndTheirBuildDoes() throws IOException {
    commit(Kind.BUILD);
    for (int i = 0; i < 30; i++) {
      now += HOUR;
      commit(Kind.UPDATE);
    }
    List<Long> left = generations();
    assertThat(left.get(0), is(1L));
    assertThat("replaced less than 24 h ago", left.get(1), is(7L));
    assertThat(left.size(), is(26));
  }

  @Test
  void nothingButTheBuildsStaysWithoutAWhile() throws IOException {
    retention = new Retention(1, 0);
    commit(Kind.BUILD);
    commit(Kind.UPDATE);
    commit(Kind.UPDATE);
    assertThat(generations(), contains(1L, 3L));
    commit(Kind.BUILD);
    assertThat(generations(), contains(4L));
  }

  @Test
  void pinnedCommitsStay() throws IOException {
    retention = new Retention(1, 0);
    pins.add(2L);
    for (int i = 0; i < 4; i++) {
      commit(Kind.BUILD);
    }
    assertThat(generations(), contains(2L, 4L));
    pins.clear();
    assertThat(generations(), contains(2L, 4L));
    commit(Kind.BUILD);
    assertThat(generations(), contains(5L));
  }

  @Test
  void everythingStaysWhereThePinsCannotBeRead() throws IOException {
    retention = new Retention(1, 0);
    pinsAreReadable = false;
    for (int i = 0; i < 3; i++) {
      commit(Kind.BUILD);
    }
    assertThat(generations(), contains(1L, 2L, 3L));
  }

  @Test
  void commitOfAnotherProgramIsAsOldAsTheNextOneAndNoBuild() throws IOException {
    retention = new Retention(1, 24 * HOUR);
    commit(Kind.BUILD);
    commitAsAnotherProgram(Map.of());
    now += 48 * HOUR;
    commit(Kind.UPDATE);
    assertThat("when it replaced the build nobody knows", generations(), contains(1L, 2L, 3L));
    now += 23 * HOUR;
    commit(Kind.UPDATE);
    assertThat(generations(), contains(1L, 2L, 3L, 4L));
    now += 2 * HOUR;
    commit(Kind.UPDATE);
    assertThat(generations(), contains(1L, 3L, 4L, 5L));
  }

  @Test
  void dataThatAnotherProgramCarriedForwardDoNotMakeABuild() throws IOException {
    retention = new Retention(1, 0);
    commit(Kind.BUILD);
    Map<String, String> carried =
        Map.copyOf(DirectoryReader.listCommits(directory).get(0).getUserData());
    commitAsAnotherProgram(carried);
    commitAsAnotherProgram(Map.of("shardmill.format", "99"));
    assertThat(generations(), contains(1L, 3L));
  }

  @Test
  void openingAWriterAndFailingDeletesNothing() throws IOException {
    retention = new Retention(9, 0);
    for (int i = 0; i < 3; i++) {
      commit(Kind.BUILD);
    }
    Set<String> before = files();
    retention = new Retention(1, 0);
    try (IndexWriter writer = new IndexWriter(directory, config())) {
      addDocument(writer);
      writer.flush();
      writer.rollback();
    }
    assertThat(generations(), contains(1L, 2L, 3L));
    assertThat(files(), equalTo(before));
  }

  @Test
  void filesOfACommitThatGoesAreDeleted() throws IOException {
    retention = new Retention(1, 0);
    commit(Kind.BUILD);
    Set<String> before = files();
    commit(Kind.BUILD);
    Set<String> both = new TreeSet<>(files());
    both.retainAll(before);
    both.remove("write.lock");
    assertThat(both, equalTo(Set.of()));
  }

  private Set<String> files() throws IOException {
    return new TreeSet<>(List.of(directory.listAll()));
  }
}
