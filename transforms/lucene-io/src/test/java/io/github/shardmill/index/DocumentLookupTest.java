package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares a lookup with a map of the same documents, over updates that delete and add. */
class DocumentLookupTest {
  private static final int IDS = 60;

  /** What one document holds. */
  private record Held(List<String> tags, long size, String text) {}

  @TempDir private Path temp;
  private final Random random = new Random(23);
  private final Map<String, Held> model = new TreeMap<>();

  @Test
  void lookupFindsWhatAMapFinds() throws IOException {
    Path index = temp.resolve("index");
    EngineRun.write(index, "run", mutations());
    assertLooksLikeTheModel(index);
    for (int run = 0; run < 8; run++) {
      EngineRun.update(index, "run" + run, mutations());
      assertLooksLikeTheModel(index);
    }
  }

  private Mutation[] mutations() {
    Map<String, Mutation> mutations = new TreeMap<>();
    for (int i = 0; i < 25; i++) {
      String id = "d" + random.nextInt(IDS);
      if (random.nextInt(4) == 0) {
        mutations.put(id, Mutation.delete(id));
        model.remove(id);
      } else {
        Held held = held();
        mutations.put(
            id,
            Mutation.upsert(
                IndexDocument.withId(id)
                    .addAll("tag", held.tags())
                    .add("size", held.size())
                    .add("text", held.text())
                    .build()));
        model.put(id, held);
      }
    }
    return mutations.values().toArray(Mutation[]::new);
  }

  private Held held() {
    List<String> tags = new ArrayList<>();
    for (int more = random.nextInt(3); more > 0; more--) {
      tags.add("t" + more + random.nextInt(3));
    }
    return new Held(tags, random.nextInt(9), "word " + random.nextInt(100));
  }

  private void assertLooksLikeTheModel(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      DocumentLookup lookup = new DocumentLookup(opened);
      for (int i = 0; i < IDS; i++) {
        String id = "d" + i;
        List<Integer> found = lookup.find(IndexSchema.ID, id, 2);
        assertThat(id, !found.isEmpty(), is(model.containsKey(id)));
        if (!found.isEmpty()) {
          assertThat(id, found.size(), is(1));
          assertHolds(lookup, found.get(0), model.get(id));
        }
      }
      for (int tag = 0; tag < 30; tag++) {
        assertThat(idsWith(lookup, "t" + tag), is(modelWith("t" + tag)));
      }
      for (long size = 0; size < 10; size++) {
        long wanted = size;
        assertThat(
            lookup.has("size", size),
            is(model.values().stream().anyMatch(held -> held.size() == wanted)));
      }
      assertUnmarkedAreTheOthers(lookup);
    }
  }

  private static void assertHolds(DocumentLookup lookup, int document, Held held)
      throws IOException {
    Map<String, List<Object>> values = lookup.values(document);
    assertThat(values, is(not(anEmptyMap())));
    assertThat(values.getOrDefault("tag", List.of()), is(held.tags()));
    assertThat(values.get("text"), is(List.of(held.text())));
    assertThat(values.get("size"), is(List.of(held.size())));
    assertThat(lookup.number("size", document, -1), is(held.size()));
    assertThat(
        lookup.keyword("tag", document), is(held.tags().stream().sorted().findFirst().orElse("")));
    for (String tag : held.tags()) {
      assertThat(lookup.holds(document, "tag", tag), is(true));
    }
    assertThat(lookup.holds(document, "tag", "t"), is(false));
  }

  private Set<String> modelWith(String tag) {
    Set<String> ids = new HashSet<>();
    model.forEach(
        (id, held) -> {
          if (held.tags().contains(tag)) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static Set<String> idsWith(DocumentLookup lookup, String tag) throws IOException {
    Set<String> ids = new HashSet<>();
    for (int document : lookup.find("tag", tag, IDS)) {
      ids.add(lookup.keyword(IndexSchema.ID, document));
    }
    assertThat(lookup.find("tag", tag, 1).size(), is(Math.min(1, ids.size())));
    assertThat(lookup.find("tag", tag, 0), is(empty()));
    return ids;
  }

  private void assertUnmarkedAreTheOthers(DocumentLookup lookup) throws IOException {
    FixedBitSet marked = new FixedBitSet(lookup.size());
    Set<String> others = new HashSet<>();
    for (String id : model.keySet()) {
      if (random.nextBoolean()) {
        marked.set(lookup.find(IndexSchema.ID, id, 1).get(0));
      } else {
        others.add(id);
      }
    }
    List<Integer> unmarked = new ArrayList<>();
    lookup.forEachUnmarked(marked, unmarked::add);
    assertThat(unmarked, is(unmarked.stream().sorted().toList()));
    Set<String> ids = new HashSet<>();
    for (int document : unmarked) {
      ids.add(lookup.keyword(IndexSchema.ID, document));
    }
    assertThat(ids, is(others));
  }
}
