package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.IndexSchema;
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

class IndexMetaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  @Test
  void metaSaysWhatTheCommitHolds() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 10));
    EngineRun.update(index, "second", Mutation.delete("d0"));
    EngineRun run = new EngineRun(index, "third");
    JsonNode meta = JSON.readTree(Files.readAllBytes(run.layout.meta()));
    assertThat(meta.path("generation").asLong(), is(2L));
    assertThat(meta.path("run").asText(), is("second"));
    assertThat(meta.path("documents").asLong(), is(9L));
    assertThat(meta.path("logicalDigest").asText(), is(data(index).digest().toString()));
    assertThat(IndexSchema.fromJson(meta.path("schema").toString()), equalTo(EngineRun.SCHEMA));
    long live = 0;
    long deleted = 0;
    for (JsonNode segment : meta.path("segments")) {
      live += segment.path("documents").asLong();
      deleted += segment.path("deletedDocuments").asLong();
      assertThat(segment.path("files").size(), is(not(0)));
      assertThat(segment.path("id").asText(), not(is("")));
    }
    assertThat(live, is(9L));
    assertThat(deleted, is(1L));
  }

  @Test
  void metaIsWrittenAgainOnlyWhenItIsStale() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 10));
    EngineRun run = new EngineRun(index, "second");
    try (FSDirectory directory = FSDirectory.open(index)) {
      Object inode = Files.getAttribute(run.layout.meta(), "unix:ino");
      IndexMeta.writeIfStale(directory, run.layout);
      assertThat(Files.getAttribute(run.layout.meta(), "unix:ino"), equalTo(inode));
      Files.delete(run.layout.meta());
      IndexMeta.writeIfStale(directory, run.layout);
      assertThat(Files.readAllBytes(run.layout.meta()), equalTo(IndexMeta.describe(directory)));
      Files.writeString(run.layout.meta(), "{}");
      IndexMeta.writeIfStale(directory, run.layout);
      assertThat(Files.readAllBytes(run.layout.meta()), equalTo(IndexMeta.describe(directory)));
    }
  }

  @Test
  void metaOfAForeignCommitDoesNotRepeatWhatItCannotVouchFor() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 10));
    addForeignDocument();
    try (FSDirectory directory = FSDirectory.open(index)) {
      JsonNode meta = JSON.readTree(IndexMeta.describe(directory));
      assertThat(meta.has("run"), is(false));
      assertThat(meta.has("documents"), is(false));
      assertThat(meta.path("segments").size(), is(not(0)));
    }
  }

  private void addForeignDocument() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer =
            new IndexWriter(directory, new IndexWriterConfig(new KeywordAnalyzer()))) {
      writer.addDocument(new Document());
      writer.commit();
    }
  }

  private static CommitData data(Path index) throws IOException {
    return EngineRun.base(index).data().orElseThrow();
  }
}
