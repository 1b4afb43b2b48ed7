package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexSearch;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.UnreadableIndexException;
import io.github.shardmill.remote.MemoryFiles;
import io.github.shardmill.remote.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody who reads an index on another machine asks that one for. */
class RemoteReadingTest {
  private static final int DOCUMENTS = 200;
  private static final int LETTERS = 150_000;

  /** A search for one word reads at most this share of an index of large texts: one in so many. */
  private static final int SHARE = 4;

  private static final int MOST_CALLS = 120;

  private final MemoryFiles remote = new MemoryFiles();
  private final MemoryStore store = remote.store();
  private final Path index = remote.path("index");

  /** Words that hardly compress, and few different ones, so that stored text is what is large. */
  private static String text(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < LETTERS) {
      for (int letter = 0; letter < 200; letter++) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append(' ');
    }
    return text.append(seed == DOCUMENTS / 2 ? "umbrella" : "rain").toString();
  }

  @Test
  void searchForOneWordReadsLittleOfALargeIndex() throws Exception {
    EngineRun.write(
        index,
        "first",
        IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> EngineRun.doc("d" + i, text(i)))
            .toArray(Mutation[]::new));
    long callsBefore = store.calls();
    long bytesBefore = store.bytesOpened();
    SearchResult result;
    try (CommittedIndex committed = CommittedIndex.open(index);
        IndexSearch search = new IndexSearch(committed)) {
      result = search.search(SearchRequest.of("umbrella").withLimit(10));
    }
    assertThat(result.hits(), hasSize(1));
    assertThat(store.bytesHeld(), is(greaterThan(20L << 20)));
    long bytes = store.bytesOpened() - bytesBefore;
    assertThat(bytes + " of " + store.bytesHeld(), bytes, is(lessThan(store.bytesHeld() / SHARE)));
    assertThat(store.calls() - callsBefore, is(lessThan((long) MOST_CALLS)));
  }

  @Test
  void machineThatDoesNotAnswerHasNoMissingOrDamagedIndex() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 3));
    for (int call = 1; call < 12; call++) {
      store.failFrom(call);
      UnreadableIndexException failure =
          assertThrows(UnreadableIndexException.class, () -> CommittedIndex.open(index));
      assertThat("call " + call, failure.reason(), is(UnreadableIndexException.Reason.UNREACHABLE));
      assertThat(failure.getMessage(), containsString("was told to fail"));
      assertThrows(IOException.class, () -> EngineRun.base(index), "call " + call);
      store.heal();
    }
    assertThat(EngineRun.ids(index), hasSize(3));
  }
}
