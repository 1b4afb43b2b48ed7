package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.SpoolWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardIndexBuilderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private EngineRun run;

  @BeforeEach
  void beginRun() throws IOException {
    Path index = temp.resolve("index");
    run = new EngineRun(index, EngineRun.plan(index, "run", RunPlan.Mode.UPDATE, 1));
  }

  @Test
  void bufferThatIsFullOftenStillGivesOneSegmentInOrderOfIds() throws IOException {
    List<Mutation> mutations = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String id = String.format(Locale.ROOT, "d%05d", i);
      ids.add(id);
      mutations.add(EngineRun.doc(id, "words of document number " + i + " " + i * 31));
    }
    Collections.shuffle(mutations, new Random(5));
    ShardIndexBuilder.Config small =
        new ShardIndexBuilder.Config(
            0, "small", run.plan.schema(), run.workspace.staging(), run.workspace.spool(), 1, true);
    List<Region> regions = run.spool(mutations.toArray(Mutation[]::new));
    ShardHandle handle = new ShardIndexBuilder(small, () -> false).build(regions, Tally.EMPTY);

    assertThat(EngineRun.ids(index(handle)), equalTo(ids));
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index(handle)))) {
      assertThat(reader.leaves(), hasSize(1));
      LeafReader leaf = reader.leaves().get(0).reader();
      assertThat(leaf.maxDoc(), is(200));
      List<String> fields = new ArrayList<>();
      for (FieldInfo field : leaf.getFieldInfos()) {
        fields.add(field.number + field.name);
      }
      Collections.sort(fields);
      // Fields without values are not in the segment, but have their numbers.
      assertThat(fields, contains("0id", "1root", "3text", "5outcome", "8digest"));
    }
  }

  @Test
  void bufferDoesNotChangeTheDigest() throws IOException {
    List<Region> regions = run.spool(EngineRun.docs(0, 60));
    ShardHandle large = run.build(0, regions);
    ShardIndexBuilder.Config small =
        new ShardIndexBuilder.Config(
            0, "small", run.plan.schema(), run.workspace.staging(), run.workspace.spool(), 1, true);
    ShardHandle again = new ShardIndexBuilder(small, () -> false).build(regions, Tally.EMPTY);
    assertThat(again.digest(), equalTo(large.digest()));
    assertThat(again.documents(), equalTo(large.documents()));
  }

  /** They follow from what is stored. */
  @Test
  void completionsDoNotChangeTheDigest() throws IOException {
    List<ShardHandle> built = new ArrayList<>();
    for (FieldSpec text :
        List.of(FieldSpec.text("text"), FieldSpec.text("text").withCompletions())) {
      IndexSchema schema = IndexSchema.of(text, FieldSpec.keyword("outcome"));
      Region region = spool(schema);
      ShardIndexBuilder.Config config =
          new ShardIndexBuilder.Config(
              0,
              "attempt" + built.size(),
              schema,
              run.workspace.staging(),
              run.workspace.spool(),
              1 << 20,
              false);
      built.add(new ShardIndexBuilder(config, () -> false).build(List.of(region), Tally.EMPTY));
    }
    assertThat(built.get(1).digest(), equalTo(built.get(0).digest()));
    assertThat(completionTerms(built.get(0)), is(0L));
    assertThat(completionTerms(built.get(1)), is(20L));
  }

  private Region spool(IndexSchema schema) throws IOException {
    SpoolWriter.Config config = new SpoolWriter.Config(run.workspace.spool(), schema, 1, 1 << 20);
    try (SpoolWriter writer = new SpoolWriter(config)) {
      for (Mutation mutation : EngineRun.docs(0, 20)) {
        writer.add(mutation);
      }
      return writer.finish().get(0);
    }
  }

  private long completionTerms(ShardHandle handle) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index(handle)))) {
      Terms terms = reader.leaves().get(0).reader().terms("text.completion");
      return terms == null ? 0 : terms.size();
    }
  }

  @Test
  void digestIsTheSumOfTheDigestsThatTheDocumentsCarry() throws IOException {
    ShardHandle handle = run.build(0, run.spool(EngineRun.docs(0, 50)));
    LogicalDigest sum = LogicalDigest.ZERO;
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index(handle)))) {
      LeafReader leaf = reader.leaves().get(0).reader();
      BinaryDocValues digests = leaf.getBinaryDocValues(IndexSchema.DIGEST);
      for (int doc = 0; doc < leaf.maxDoc(); doc++) {
        assertThat(digests.advanceExact(doc), is(true));
        sum = sum.plus(LogicalDigest.ofDocument(BytesRef.deepCopyOf(digests.binaryValue()).bytes));
      }
    }
    assertThat(handle.digest(), equalTo(sum));
  }

  @Test
  void familyStaysTogetherInItsOwnOrder() throws IOException {
    List<IndexDocument> family =
        Stream.of("mail", "mail!/z", "mail!/a")
            .map(id -> IndexDocument.withId(id).build())
            .toList();
    ShardHandle handle =
        run.build(
            0,
            run.spool(
                EngineRun.doc("mail!", "x"), Mutation.upsert(family), EngineRun.doc("a", "x")));
    assertThat(EngineRun.ids(index(handle)), contains("a", "mail", "mail!/z", "mail!/a", "mail!"));
    assertThat(handle.mutations(), is(3L));
    assertThat(handle.documents(), is(5L));
  }

  @Test
  void recordsHaveALineForEveryRootAndAnExceptionForEveryDocumentThatIsNotGood() throws Exception {
    IndexDocument bad =
        IndexDocument.withId("bad\n\"name")
            .add("outcome", "CORRUPT")
            .add("cause", "no header")
            .add("cause", "no end")
            .add("size", 7)
            .build();
    List<IndexDocument> family =
        List.of(
            IndexDocument.withId("good").add("outcome", "OK").build(),
            IndexDocument.withId("good!/1").add("outcome", "CORRUPT").build());
    ShardHandle handle =
        run.build(
            0, run.spool(Mutation.upsert(family), Mutation.upsert(bad), Mutation.delete("gone")));

    assertThat(handle.records(), hasSize(2));
    RecordsPart manifest = handle.records().get(0);
    assertThat(manifest.name(), is("manifest-00000-attempt0.jsonl"));
    assertThat(manifest.lines(), is(3L));
    assertThat(
        lines(handle, manifest),
        contains(
            JSON.readTree(
                "{\"id\":\"bad\\n\\\"name\",\"size\":7,\"outcome\":\"CORRUPT\",\"documents\":1}"),
            JSON.readTree("{\"id\":\"gone\",\"deleted\":true}"),
            JSON.readTree("{\"id\":\"good\",\"outcome\":\"OK\",\"documents\":2}")));
    RecordsPart exceptions = handle.records().get(1);
    assertThat(exceptions.name(), is("exceptions-00000-attempt0.jsonl"));
    assertThat(exceptions.lines(), is(2L));
    assertThat(
        lines(handle, exceptions),
        contains(
            JSON.readTree(
                "{\"id\":\"bad\\n\\\"name\",\"outcome\":\"CORRUPT\","
                    + "\"cause\":[\"no header\",\"no end\"]}"),
            JSON.readTree("{\"id\":\"good!/1\",\"outcome\":\"CORRUPT\"}")));
  }

  @Test
  void emptyShardHasAHandleWithoutFiles() throws IOException {
    ShardHandle handle = run.build(0, List.of());
    assertThat(handle.documents(), is(0L));
    assertThat(handle.files(), empty());
    assertThat(handle.records(), empty());
    assertThat(handle.digest(), equalTo(LogicalDigest.ZERO));
    assertThat(handle.bytes(), is(0L));
  }

  @Test
  void shardOfDeletesHasNoFilesButRoots() throws IOException {
    ShardHandle handle = run.build(0, run.spool(Mutation.delete("a"), Mutation.delete("b")));
    assertThat(handle.files(), empty());
    assertThat(handle.mutations(), is(2L));
    assertThat(rootsOf(handle), contains("a", "b"));
  }

  @Test
  void idThatLooksLikeThePlaceholderIsIndexed() throws IOException {
    ShardHandle handle = run.build(0, run.spool(EngineRun.doc("-", "x")));
    assertThat(EngineRun.ids(index(handle)), contains("-"));
  }

  @Test
  void termThatIsTooLongForAnIndexIsLeftOutAndTheDocumentKept() throws IOException {
    Path index = temp.resolve("other");
    IndexSchema exact = EngineRun.SCHEMA.withAnalyzer("keyword");
    RunPlan plan =
        new RunPlan(
            "r",
            RunPlan.Mode.REPLACE,
            -1,
            1,
            exact,
            List.of(),
            List.of(),
            "{}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    EngineRun exactRun = new EngineRun(index, plan);
    RunParts parts =
        exactRun.parts(
            EngineRun.doc("fits", "x".repeat(32_766)), EngineRun.doc("long", "x".repeat(32_767)));
    assertThat(exactRun.commit(parts).kind(), is(CommitVerdict.Kind.COMMITTED));
    assertThat(EngineRun.ids(index), contains("fits", "long"));
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      assertThat(reader.docFreq(new Term("text", "x".repeat(32_766))), is(1));
      assertThat(reader.getDocCount("text"), is(1));
    }
  }

  @Test
  void cancelledBuildEndsBetweenDocuments() throws IOException {
    List<Region> regions = run.spool(EngineRun.docs(0, 10));
    AtomicInteger asked = new AtomicInteger();
    ShardIndexBuilder builder =
        new ShardIndexBuilder(run.attempt(0, "a"), () -> asked.incrementAndGet() > 5);
    assertThrows(RunCancelledException.class, () -> builder.build(regions, Tally.EMPTY));
    assertThat(asked.get(), is(6));
  }

  @Test
  void spoolThatLacksMutationsIsAnError() throws IOException {
    List<Region> regions = run.spool(EngineRun.docs(0, 10));
    Region whole = regions.get(0);
    Region.Extent claimed = new Region.Extent(whole.extent().offset(), whole.extent().length(), 11);
    Region claiming =
        new Region(whole.file(), whole.shard(), claimed, whole.firstKey(), whole.lastKey());
    IOException lacking =
        assertThrows(
            IOException.class,
            () ->
                new ShardIndexBuilder(run.attempt(0, "a"), () -> false)
                    .build(List.of(claiming), Tally.EMPTY));
    assertThat(lacking.getMessage(), containsString("shard 0 got 10 of 11 spooled mutations"));
  }

  @Test
  void attemptThatBrokeOffDoesNotDisturbTheNext() throws IOException {
    List<Region> regions = run.spool(EngineRun.docs(0, 20));
    AtomicInteger asked = new AtomicInteger();
    ShardIndexBuilder broken =
        new ShardIndexBuilder(run.attempt(0, "a"), () -> asked.incrementAndGet() > 10);
    assertThrows(RunCancelledException.class, () -> broken.build(regions, Tally.EMPTY));
    ShardHandle good =
        new ShardIndexBuilder(run.attempt(0, "b"), () -> false).build(regions, Tally.EMPTY);
    assertThat(good.documents(), is(20L));
    assertThat(run.commit(EngineRun.partsOf(good)).kind(), is(CommitVerdict.Kind.COMMITTED));
    assertThat(EngineRun.ids(run.layout.index()), hasSize(20));
  }

  @Test
  void sameAttemptTwiceIsRefused() throws IOException {
    List<Region> regions = run.spool(EngineRun.docs(0, 5));
    new ShardIndexBuilder(run.attempt(0, "a"), () -> false).build(regions, Tally.EMPTY);
    assertThrows(
        IOException.class,
        () -> new ShardIndexBuilder(run.attempt(0, "a"), () -> false).build(regions, Tally.EMPTY));
  }

  @Test
  void handleTellsTheSizeOfTheShard() throws IOException {
    ShardHandle handle = run.build(0, run.spool(EngineRun.docs(0, 20)));
    long onDisk = 0;
    for (StagedFile file : handle.files()) {
      onDisk += Files.size(index(handle).resolve(file.name()));
    }
    assertThat(handle.bytes(), is(onDisk));
    assertThat(handle.bytes(), is(greaterThan(0L)));
  }

  private Path index(ShardHandle handle) {
    return run.workspace.staging().resolve(handle.directory()).resolve("index");
  }

  private List<String> rootsOf(ShardHandle handle) throws IOException {
    List<String> roots = new ArrayList<>();
    RootList.read(
        run.store.openStagedFile(handle.directory(), RootList.NAME),
        handle.mutations(),
        root -> roots.add(new String(root, StandardCharsets.UTF_8)));
    return roots;
  }

  private List<JsonNode> lines(ShardHandle handle, RecordsPart part) throws Exception {
    byte[] bytes =
        Files.readAllBytes(
            run.workspace.staging().resolve(handle.directory()).resolve(part.name()));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(part.sha256(), is(HexFormat.of().formatHex(hash)));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }
}
