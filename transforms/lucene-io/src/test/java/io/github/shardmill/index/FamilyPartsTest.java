package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.SpoolWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A family that is handed over in parts is indexed as one that is handed over at once. */
class FamilyPartsTest {
  private static final UUID FIRST = new UUID(1, 2);
  private static final UUID SECOND = new UUID(Long.MAX_VALUE, 3);
  private static final UUID THIRD = new UUID(-1, 4);

  @TempDir Path temp;
  private EngineRun run;

  @BeforeEach
  void beginRun() throws IOException {
    Path index = temp.resolve("index");
    run = new EngineRun(index, EngineRun.plan(index, "run", RunPlan.Mode.UPDATE, 1));
  }

  @Test
  void partsFollowTheirRootInOrder() throws IOException {
    ShardHandle handle =
        build(
            writer -> {
              writer.add(part("b", FIRST, 1, "b!3"));
              writer.add(part("b", FIRST, 0, "b!1", "b!2"));
              writer.add(Mutation.upsert(document("a")));
              writer.add(root("b", 0, new FamilyParts(FIRST, 2, 3)));
              writer.add(Mutation.upsert(document("b!")));
            });

    assertThat(ids(handle), contains("a", "b", "b!1", "b!2", "b!3", "b!"));
    assertThat(handle.mutations(), is(3L));
    assertThat(handle.documents(), is(6L));
    assertThat(handle.superseded(), is(0L));
  }

  @Test
  void digestIsThatOfTheFamilyAtOnce() throws IOException {
    ShardHandle parts =
        build(
            writer -> {
              writer.add(part("b", FIRST, 0, "b!1", "b!2"));
              writer.add(root("b", 0, new FamilyParts(FIRST, 1, 2)));
            });
    ShardHandle whole =
        build(
            writer ->
                writer.add(
                    Mutation.upsert(List.of(document("b"), document("b!1"), document("b!2")))));

    assertThat(parts.digest(), equalTo(whole.digest()));
  }

  @Test
  void partsOfAnAttemptThatFailedAreNobodys() throws IOException {
    ShardHandle handle =
        build(
            writer -> {
              writer.add(part("b", SECOND, 0, "b!lost"));
              writer.add(part("b", THIRD, 0, "b!lost too"));
              writer.add(part("b", FIRST, 0, "b!1"));
              writer.add(root("b", 0, new FamilyParts(FIRST, 1, 1)));
              writer.add(part("c", SECOND, 0, "c!lost"));
              writer.add(Mutation.upsert(document("c")));
              writer.add(part("d", SECOND, 0, "d has no root"));
            });

    assertThat(ids(handle), contains("b", "b!1", "c"));
    assertThat(handle.superseded(), is(0L));
  }

  @Test
  void familyThatLosesLosesItsParts() throws IOException {
    ShardHandle handle =
        build(
            writer -> {
              writer.add(part("b", FIRST, 0, "b!old 1", "b!old 2"));
              writer.add(root("b", 1, new FamilyParts(FIRST, 1, 2)));
              writer.add(part("b", SECOND, 0, "b!new"));
              writer.add(root("b", 2, new FamilyParts(SECOND, 1, 1)));
            });

    assertThat(ids(handle), contains("b", "b!new"));
    assertThat("of the root and two in its part", handle.superseded(), is(3L));
  }

  @Test
  void whichOfTwoEqualVersionsWinsDoesNotHangOnTheFamily() throws IOException {
    List<String> winners = new ArrayList<>();
    for (UUID[] families : new UUID[][] {{FIRST, SECOND}, {SECOND, FIRST}, {THIRD, FIRST}}) {
      ShardHandle handle =
          build(
              writer -> {
                for (int i = 0; i < 2; i++) {
                  writer.add(part("b", families[i], 0, "b!of " + i));
                  IndexDocument root = IndexDocument.withId("b").add("text", "text " + i).build();
                  FamilyParts parts = new FamilyParts(families[i], 1, 1);
                  writer.add(Mutation.upsert(root).withParts(parts));
                }
              });
      winners.add(ids(handle).toString());
    }
    assertThat(winners.get(1), equalTo(winners.get(0)));
    assertThat(winners.get(2), equalTo(winners.get(0)));
  }

  @Test
  void missingPartIsNoFamily() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                build(
                    writer -> {
                      writer.add(part("b", FIRST, 0, "b!1"));
                      writer.add(root("b", 0, new FamilyParts(FIRST, 2, 4)));
                      writer.add(Mutation.upsert(document("c")));
                    }));
    assertThat(thrown.getMessage(), containsString("of b 1 parts with 3 documents are missing"));
  }

  @Test
  void manyPartsInManyRegionsComeTogether() throws IOException {
    List<String> expected = new ArrayList<>();
    expected.add("b");
    ShardHandle handle =
        build(
            writer -> {
              for (int i = 0; i < 300; i++) {
                String id = "b!" + i;
                expected.add(id);
                writer.add(part("b", FIRST, i, id));
              }
              writer.add(root("b", 0, new FamilyParts(FIRST, 300, 300)));
            });
    assertThat(ids(handle), equalTo(expected));
  }

  /** Spools something. */
  @FunctionalInterface
  private interface Spooling {
    void to(SpoolWriter writer) throws IOException;
  }

  /** Builds a shard of regions of one record each. */
  private ShardHandle build(Spooling spooling) throws IOException {
    List<Region> regions;
    try (SpoolWriter writer =
        new SpoolWriter(new SpoolWriter.Config(run.workspace.spool(), run.plan.schema(), 1, 1))) {
      spooling.to(writer);
      regions = writer.finish();
    }
    return run.build(0, regions);
  }

  private List<String> ids(ShardHandle handle) throws IOException {
    return EngineRun.ids(run.workspace.staging().resolve(handle.directory()).resolve("index"));
  }

  private static Mutation root(String id, long version, FamilyParts parts) {
    return Mutation.upsert(document(id)).withVersion(version).withParts(parts);
  }

  private static FamilyPart part(String rootId, UUID family, int number, String... ids) {
    List<IndexDocument> documents = new ArrayList<>();
    for (String id : ids) {
      documents.add(document(id));
    }
    return new FamilyPart(rootId, family, number, documents);
  }

  private static IndexDocument document(String id) {
    return IndexDocument.withId(id).add("text", "text of " + id).build();
  }
}
