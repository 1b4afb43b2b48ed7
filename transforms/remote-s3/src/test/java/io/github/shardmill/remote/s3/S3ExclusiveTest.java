package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who was first is told exactly, also where the server's answer got lost. */
final class S3ExclusiveTest extends S3FaultsFixture {
  private static final int ROUNDS = 50;
  private static final int MANY_ROUNDS = 1_000;
  private static final int DEADLINE_SECONDS = 300;
  private static final String PUT = "PUT .*/file";

  @Test
  void ofTwoWritersExactlyOneWinsEachTime() throws Exception {
    race(ROUNDS);
  }

  @Test
  @Tag("slow")
  void ofTwoWritersExactlyOneWinsEachOfAThousandTimes() throws Exception {
    race(MANY_ROUNDS);
  }

  private void race(int rounds) throws Exception {
    List<RemoteStore> writers = List.of(direct, stores.open());
    CyclicBarrier start = new CyclicBarrier(2);
    List<Callable<List<Integer>>> races = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RemoteStore writer = writers.get(i);
      Path content = file("writer " + i);
      races.add(
          () -> {
            List<Integer> won = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
              start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
              if (puts(writer, content, "race")) {
                won.add(round);
              }
              start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
              if (writer == direct) {
                writer.delete(List.of("race", "race"));
              }
            }
            return won;
          });
    }
    List<Integer> won = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2, run -> new Thread(run, "writes-to-s3"));
    try {
      for (Future<List<Integer>> race : pool.invokeAll(races)) {
        won.addAll(race.get());
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(won.stream().distinct().count(), is((long) rounds));
    assertThat(won.size(), is(rounds));
  }

  private static boolean puts(RemoteStore writer, Path content, String key) throws IOException {
    try {
      writer.put(content, key, true);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void writerWhoseAnswerGotLostHasWon() throws IOException {
    relay.on(PUT, 1, relay.losesAnswer());
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
    assertThat("was sent again, and refused", relay.seen(PUT).size(), is(2));
  }

  @Test
  void writerWhoseAnswersAllGotLostHasWon() throws IOException {
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer());
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
  }

  @Test
  void writerWhoseRequestsAllGotLostHasNotWonNorLost() throws IOException {
    relay.on(PUT, FaultyRelay.ALWAYS, relay.cutsRequest(0));
    Path mine = file("mine");
    IOException failure = failure(IOException.class, "file", () -> store.put(mine, "file", true));
    assertThat(failure, is(not(instanceOf(FileAlreadyExistsException.class))));
    assertThat(direct.find("file"), is(Optional.empty()));
  }

  @Test
  void writerWhoCannotFindOutSaysSo() throws IOException {
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer());
    relay.on("HEAD", FaultyRelay.ALWAYS, relay.cutsRequest(0));
    Path mine = file("mine");
    IOException failure = failure(IOException.class, "file", () -> store.put(mine, "file", true));
    assertThat(failure, is(not(instanceOf(FileAlreadyExistsException.class))));
  }

  @Test
  void secondWriterHasLostAlsoIfTheAnswerGotLost() throws IOException {
    putDirectly("file", "first");
    relay.on(PUT, 1, relay.losesAnswer());
    Path second = file("second");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(second, "file", true));
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer());
    failure(FileAlreadyExistsException.class, "file", () -> store.put(second, "file", true));
    assertThat(text("file"), is("first"));
  }

  @Test
  void secondWriterOfTheSameBytesHasLost() throws IOException {
    putDirectly("file", "same");
    Path same = file("same");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(same, "file", true));
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer());
    failure(FileAlreadyExistsException.class, "file", () -> store.put(same, "file", true));
  }

  @Test
  void writerWhoseFileWasReplacedMeanwhileFindsAnother() throws IOException {
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer(() -> putDirectly("file", "other")));
    Path mine = file("mine");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(mine, "file", true));
    assertThat(text("file"), is("other"));
  }

  @Test
  void plainWriterWhoseAnswersAllGotLostHasWritten() throws IOException {
    putDirectly("file", "before");
    relay.on(PUT, FaultyRelay.ALWAYS, relay.losesAnswer());
    store.put(file("mine"), "file", false);
    assertThat(text("file"), is("mine"));
  }

  @Test
  void fileInPartsWhoseAnswerGotLostIsThere() throws IOException {
    Path large = large();
    for (boolean exclusive : new boolean[] {true, false}) {
      for (int times : new int[] {1, FaultyRelay.ALWAYS}) {
        String key = "large-" + exclusive + "-" + times;
        relay.on(END, times, relay.losesAnswer());
        store.put(large, key, exclusive);
        relay.heal();
        assertThat(bytes(direct, key).length, is(LARGE_BYTES));
      }
    }
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void fileInPartsIsRefusedWhereAnotherCameMeanwhile() throws IOException {
    Path large = large();
    relay.on(
        SEND_PART + "3",
        1,
        exchange -> {
          putDirectly("large", "other");
          relay.refuses(503, "SlowDown").happen(exchange);
        });
    failure(FileAlreadyExistsException.class, "large", () -> store.put(large, "large", true));
    assertThat(text("large"), is("other"));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void conflictWithAnotherRequestIsSentAgain() throws IOException {
    relay.on(PUT, 2, relay.refuses(409, "ConditionalRequestConflict"));
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
    relay.on(END, 2, relay.refuses(409, "ConditionalRequestConflict"));
    store.put(large(), "large", true);
    assertThat(bytes(direct, "large").length, is(LARGE_BYTES));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void conflictWithOneWhoWonIsLost() throws IOException {
    putDirectly("file", "first");
    relay.on(PUT, FaultyRelay.ALWAYS, relay.refuses(409, "ConditionalRequestConflict"));
    Path second = file("second");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(second, "file", true));
  }

  @Test
  void serverThatKnowsNoConditionIsRefused() throws IOException {
    relay.on("PUT", FaultyRelay.ALWAYS, relay.ignores("If-None-Match"));
    Path content = file("content");
    IOException failure =
        failure(IOException.class, "dir/file", () -> store.put(content, "dir/file", true));
    assertThat(failure.getMessage(), containsString("If-None-Match"));
    assertThat(keys(direct.listAll("")), is(empty()));
    store.put(content, "dir/file", false);
    relay.heal();
    relay.on("PUT", 1, relay.refuses(501, "NotImplemented"));
    failure = failure(IOException.class, "dir/", () -> store.put(content, "dir/other", true));
    assertThat(failure.getMessage(), containsString("If-None-Match"));
  }

  @Test
  void serverIsTriedOnce() throws IOException {
    Path content = file("content");
    store.put(content, "one", true);
    store.put(content, "two", true);
    assertThat(relay.seen("PUT .*/.shardmill-probe").size(), is(2));
    assertThat(keys(direct.listAll("")), is(List.of("one", "two")));
  }
}
