package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.Compaction.Measure;
import io.github.shardmill.index.FaultyIndexStore.Call;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.store.IndexStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole updates that merge segments: what the index is afterwards, and what happens on the way. */
class CompactedIndexTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ROOTS = 400;

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  @ParameterizedTest
  @EnumSource
  void indexOfManyUpdatesEqualsAFreshOne(Measure measure) throws IOException {
    update(new Compaction(measure, Long.MAX_VALUE), 12);
  }

  @Tag("heavy")
  @ParameterizedTest
  @EnumSource(names = {"SIZE", "COUNT"})
  void indexOfAThousandUpdatesEqualsAFreshOne(Measure measure) throws IOException {
    update(new Compaction(measure, Long.MAX_VALUE), 1_000);
  }

  private void update(Compaction compaction, int updates) throws IOException {
    Random random = new Random(23);
    Map<String, Mutation> model = new TreeMap<>();
    for (int i = 0; i < ROOTS; i++) {
      model.put("d" + i, family("d" + i, random));
    }
    EngineRun.write(index, "first", model.values().toArray(Mutation[]::new));
    for (int i = 0; i < updates; i++) {
      Map<String, Mutation> changes = new TreeMap<>();
      for (int change = random.nextInt(6); change >= 0; change--) {
        String root = "d" + random.nextInt(ROOTS + ROOTS / 4);
        changes.put(root, random.nextInt(4) == 0 ? Mutation.delete(root) : family(root, random));
      }
      EngineRun run = updating("update" + i, 1 + random.nextInt(3), compaction);
      run.commit(run.parts(changes.values().toArray(Mutation[]::new)));
      model.putAll(changes);
    }
    model.values().removeIf(mutation -> mutation.documents().isEmpty());
    assertEqualsFreshBuild(model);
    int segments = segments().size();
    if (compaction.measure() == Measure.NONE) {
      assertThat(segments, is(greaterThan(updates)));
    } else {
      // At most nine each of single updates, of tens and of hundreds, and the two of the build.
      assertThat(segments, is(lessThanOrEqualTo(3 * 9 + 2)));
    }
  }

  private void assertEqualsFreshBuild(Map<String, Mutation> model) throws IOException {
    Path fresh = temp.resolve("fresh");
    EngineRun.write(fresh, "fresh", model.values().toArray(Mutation[]::new));
    CommitData built = EngineRun.base(fresh).data().orElseThrow();
    CommitData updated = EngineRun.base(index).data().orElseThrow();
    assertThat(updated.digest(), equalTo(built.digest()));
    assertThat(updated.documents(), is(built.documents()));
    VerificationReport report = IndexVerification.verify(index, ReadProgress.NONE);
    assertThat(report.findings().toString(), report.ok(), is(true));
    assertThat(new HashSet<>(EngineRun.ids(index)), equalTo(new HashSet<>(EngineRun.ids(fresh))));
  }

  private static Mutation family(String root, Random random) {
    List<IndexDocument> documents = new ArrayList<>();
    documents.add(document(root, random));
    // Not in order of their ids.
    for (int item = random.nextInt(3); item > 0; item--) {
      documents.add(document(root + "!/" + item, random));
    }
    return Mutation.upsert(documents);
  }

  private static IndexDocument document(String id, Random random) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 30; word++) {
      text.append("word").append(random.nextInt(2_000)).append(' ');
    }
    IndexDocument.Builder document =
        IndexDocument.withId(id).add("text", text.toString()).add("outcome", "OK");
    if (random.nextBoolean()) {
      document.add("tag", "tag" + random.nextInt(50));
    }
    if (random.nextBoolean()) {
      document.add("size", random.nextInt());
    }
    return document.build();
  }

  @Test
  void recordOfTheRunNamesTheSegmentsThatBecameOne() throws IOException {
    EngineRun last = updateUntilNextMerges();
    List<String> before = ids();
    RunParts parts = last.parts(EngineRun.doc("x", "y"));
    String adopted = stagedId(last, parts);
    last.commit(parts);

    JsonNode record = JSON.readTree(Files.readAllBytes(last.layout.runRecord("last")));
    assertThat(record.path("compactions").size(), is(1));
    JsonNode compaction = record.path("compactions").get(0);
    List<String> from = new ArrayList<>();
    compaction.path("from").forEach(id -> from.add(id.asText()));
    List<String> merged = new ArrayList<>(before.subList(1, before.size()));
    merged.add(adopted);
    assertThat(from, equalTo(merged));
    assertThat(ids(), contains(before.get(0), compaction.path("to").asText()));
    // All but the shard's own commit was adopted, and nothing that the merge wrote counts.
    int files = parts.shards().get(0).files().size() - 1;
    assertThat(record.path("linkedFiles").asInt() + record.path("copiedFiles").asInt(), is(files));
  }

  @Test
  void rebuildAdoptsItsShardsAsTheyAre() throws IOException {
    RunPlan plan = EngineRun.plan(index, "build", RunPlan.Mode.REPLACE, 12);
    EngineRun run = new EngineRun(index, plan);
    run.commit(run.parts(EngineRun.docs(0, 200)));
    assertThat(segments(), hasSize(12));
    JsonNode record = JSON.readTree(Files.readAllBytes(run.layout.runRecord("build")));
    assertThat(record.path("compactions").isArray(), is(true));
    assertThat(record.path("compactions").size(), is(0));
  }

  @Test
  void fieldsHaveTheSameNumbersInAllSegmentsSoThatTextIsCopiedAsItIs() throws IOException {
    EngineRun last = updateUntilNextMerges();
    last.commit(last.parts(EngineRun.doc("x", "y")));
    assertFieldsAreNumberedAlike();
    Mutation other = Mutation.upsert(IndexDocument.withId("z").add("cause", "other").build());
    EngineRun.update(index, "other", other);
    assertFieldsAreNumberedAlike();
  }

  private void assertFieldsAreNumberedAlike() throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        for (FieldInfo field : leaf.reader().getFieldInfos()) {
          numbers.putIfAbsent(field.name, field.number);
          assertThat(field.name, field.number, is(numbers.get(field.name)));
        }
      }
    }
    for (FieldSpec field : EngineRun.SCHEMA.fields()) {
      int ordinal = EngineRun.SCHEMA.ordinal(field.name());
      assertThat(field.name(), numbers.getOrDefault(field.name(), ordinal), is(ordinal));
    }
  }

  @Test
  void failureOfAMergeLeavesThePreviousCommitAndTheRunCanBeRepeated() throws IOException {
    EngineRun last = updateUntilNextMerges();
    List<String> before = EngineRun.ids(index);
    Base base = EngineRun.base(index);
    RunParts parts = last.parts(EngineRun.doc("x", "y"));
    int failures = 0;
    for (Kind kind = null; kind != Kind.COMMITTED; ) {
      FaultyIndexStore store =
          new FaultyIndexStore(last.store).failing(Call.MERGE, 1 + 4 * failures);
      try {
        kind = last.commit(store, parts).kind();
      } catch (IOException e) {
        failures++;
        assertThat(EngineRun.ids(index), equalTo(before));
        assertThat(EngineRun.base(index), equalTo(base));
      }
    }
    assertThat(failures, is(greaterThan(2)));
    assertThat(segments(), hasSize(2));
    assertThat(EngineRun.ids(index), hasSize(before.size() + 1));
  }

  @Test
  void cancelledMergePublishesNothing() throws IOException {
    EngineRun last = updateUntilNextMerges();
    Base base = EngineRun.base(index);
    RunParts parts = last.parts(EngineRun.doc("x", "y"));
    int[] asked = {0};
    IndexCommitter committer =
        new IndexCommitter(last.plan, last.store, json -> "", () -> ++asked[0] > 5);
    assertThrows(RunCancelledException.class, () -> committer.commit(parts));
    assertThat(asked[0], is(6));
    assertThat(EngineRun.base(index), equalTo(base));
    assertThat(last.commit(parts).kind(), is(Kind.COMMITTED));
  }

  /** A copy of the directory in the middle of a merge is what a process that died would leave. */
  @Test
  void processThatDiesInAMergeLeavesThePreviousCommit() throws IOException {
    EngineRun last = updateUntilNextMerges();
    List<String> before = EngineRun.ids(index);
    RunParts parts = last.parts(EngineRun.doc("x", "y"));
    Path left = temp.resolve("left");
    IndexStore copying =
        new ForwardingStore(last.store) {
          @Override
          public Directory openIndex() throws IOException {
            return new CopiedInAMerge(super.openIndex(), index, left);
          }
        };
    last.commit(copying, parts);

    assertThat(EngineRun.ids(left), equalTo(before));
    EngineRun.update(left, "next", EngineRun.doc("x", "y"));
    assertThat(new HashSet<>(EngineRun.ids(left)), equalTo(new HashSet<>(EngineRun.ids(index))));
    try (Directory directory = FSDirectory.open(left)) {
      Set<String> files = new HashSet<>(List.of(directory.listAll()));
      for (IndexCommit retained : DirectoryReader.listCommits(directory)) {
        files.removeAll(retained.getFileNames());
      }
      files.removeAll(Set.of("write.lock", "shardmill"));
      assertThat(files, is(empty()));
    }
  }

  /** Makes an index of one larger and nine small segments, so that another small one merges. */
  private EngineRun updateUntilNextMerges() throws IOException {
    RunPlan plan = EngineRun.plan(index, "first", RunPlan.Mode.REPLACE, 1);
    EngineRun first = new EngineRun(index, plan);
    first.commit(first.parts(EngineRun.docs(0, 700)));
    Compaction compaction = new Compaction(Measure.COUNT, Long.MAX_VALUE);
    EngineRun small = updating("small", 9, compaction);
    small.commit(small.parts(EngineRun.docs(700, 750)));
    assertThat(segments(), hasSize(10));
    return updating("last", 1, compaction);
  }

  private EngineRun updating(String runId, int shards, Compaction compaction) throws IOException {
    RunPlan plan = EngineRun.plan(index, runId, RunPlan.Mode.UPDATE, shards);
    return new EngineRun(
        index,
        new RunPlan(
            runId,
            plan.mode(),
            plan.expectedGeneration(),
            plan.shards(),
            plan.schema(),
            plan.equations(),
            plan.summary(),
            plan.details(),
            plan.startedMillis(),
            new CommitPolicy(Retention.DEFAULT, compaction, List.of(), List.of()),
            plan.carried()));
  }

  private List<SegmentCommitInfo> segments() throws IOException {
    try (Directory directory = FSDirectory.open(index)) {
      return SegmentInfos.readLatestCommit(directory).asList();
    }
  }

  private List<String> ids() throws IOException {
    return segments().stream().map(CompactedIndexTest::id).toList();
  }

  private static String stagedId(EngineRun run, RunParts parts) throws IOException {
    try (Directory staged = run.store.openStaged(parts.shards().get(0).directory())) {
      return id(SegmentInfos.readLatestCommit(staged).info(0));
    }
  }

  private static String id(SegmentCommitInfo segment) {
    return StringHelper.idToString(segment.info.getId());
  }
}
