package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootOrderTest {
  @TempDir Path temp;

  @Test
  void shardAndIndexDeclareAnOrderThatLuceneFindsTrue() throws IOException {
    Path index = temp.resolve("index");
    EngineRun run = new EngineRun(index, "run");
    List<IndexDocument> family =
        Stream.of("d7", "d7!/z", "d7!/a").map(id -> IndexDocument.withId(id).build()).toList();
    Mutation[] mutations = EngineRun.docs(0, 100);
    mutations[7] = Mutation.upsert(family);
    RunParts parts = run.parts(mutations);
    for (ShardHandle shard : parts.shards()) {
      try (Directory staged = run.store.openStaged(shard.directory())) {
        StagedDirectory.check(staged, shard.files());
        assertThat(RootOrder.isDeclared(SegmentInfos.readLatestCommit(staged)), is(true));
        assertThat(problem(staged), is(""));
      }
    }
    run.commit(parts);
    try (Directory committed = FSDirectory.open(index)) {
      assertThat(RootOrder.isDeclared(SegmentInfos.readLatestCommit(committed)), is(true));
      assertThat(problem(committed), is(""));
    }
    assertThat(EngineRun.base(index).ordered(), is(true));
  }

  @Test
  void declarationChangesNothingElse() throws IOException {
    try (Directory directory = segment("a", "b", "c")) {
      SegmentInfo before = SegmentInfos.readLatestCommit(directory).info(0).info;
      Set<String> files = Set.of(directory.listAll());
      RootOrder.declare(directory);
      SegmentInfo after = SegmentInfos.readLatestCommit(directory).info(0).info;
      assertThat(after.getIndexSort(), equalTo(RootOrder.SORT));
      assertThat(after.getId(), equalTo(before.getId()));
      assertThat(after.maxDoc(), is(before.maxDoc()));
      assertThat(after.files(), equalTo(before.files()));
      assertThat(after.getVersion(), equalTo(before.getVersion()));
      assertThat(after.getMinVersion(), equalTo(before.getMinVersion()));
      assertThat(after.getDiagnostics(), equalTo(before.getDiagnostics()));
      assertThat(after.getAttributes(), equalTo(before.getAttributes()));
      assertThat(after.getCodec().getName(), is(before.getCodec().getName()));
      assertThat(Set.of(directory.listAll()), equalTo(files));
    }
  }

  @Test
  void orderIsThatOfUnsignedBytesAndEqualRootsMayFollowEachOther() throws IOException {
    try (Directory directory = segment("Z", "a", "a", "a!", "\u00e9", "\uffff", "\ud83d\ude00")) {
      RootOrder.declare(directory);
      assertThat(problem(directory), is(""));
    }
  }

  @Test
  void wrongDeclarationIsFound() throws IOException {
    try (Directory directory = segment("a", "c", "b")) {
      assertThat(problem(directory), is(""));
      RootOrder.declare(directory);
      assertThat(problem(directory), containsString("docID=1 sorts after docID=2"));
    }
  }

  @Test
  void indexWhoseSegmentsDeclareNoOrderIsNotUpdatedButReplaced() throws IOException {
    Path index = temp.resolve("index");
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    Path undeclared = temp.resolve("undeclared");
    UndeclaredIndex.copy(index, undeclared);
    assertThat(EngineRun.base(undeclared).isCommitOf("first"), is(true));
    assertThat(EngineRun.base(undeclared).ordered(), is(false));

    CommitVerdict update = EngineRun.update(undeclared, "second", EngineRun.doc("d1", "new"));
    assertThat(update.kind(), is(CommitVerdict.Kind.REFUSED));
    assertThat(update.reason(), containsString("in which order"));
    assertThat(update.reason(), containsString("rebuild it"));
    assertThat(EngineRun.base(undeclared).isCommitOf("first"), is(true));

    assertThat(
        EngineRun.write(undeclared, "third", EngineRun.docs(0, 3)),
        equalTo(CommitVerdict.committed("third", 2, 3)));
    assertThat(
        EngineRun.update(undeclared, "fourth", EngineRun.doc("d1", "new")),
        equalTo(CommitVerdict.committed("fourth", 3, 3)));
  }

  @Test
  void rebuildGoesOnWithTheNamesOfSegments() throws IOException {
    Path index = temp.resolve("index");
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun.write(index, "second", EngineRun.docs(0, 5));
    try (Directory directory = FSDirectory.open(index)) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      assertThat(
          commit.asList().stream().map(segment -> segment.info.name).toList(),
          contains("_2", "_3"));
    }
    assertThat("the build before stays", Files.exists(index.resolve("_0.si")), is(true));
  }

  /** A segment of documents with these roots, in this order. */
  private static Directory segment(String... roots) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(null)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String root : roots) {
        Document document = new Document();
        document.add(new KeywordField(IndexSchema.ROOT, root, Field.Store.YES));
        writer.addDocument(document);
      }
    }
    return directory;
  }

  private static String problem(Directory directory) throws IOException {
    try (CheckIndex check = new CheckIndex(directory)) {
      CheckIndex.Status status = check.checkIndex();
      return status.clean ? "" : status.segmentInfos.get(0).indexSortStatus.error.getMessage();
    }
  }
}
