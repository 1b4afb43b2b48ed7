package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.object.Pauses;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who was first is told exactly, also where the server's answer got lost. */
final class GcsExclusiveTest extends GcsFaultsFixture {
  private static final int ROUNDS = 50;
  private static final int MANY_ROUNDS = 1_000;
  private static final int DEADLINE_SECONDS = 300;

  @Test
  void ofTwoWritersExactlyOneWinsEachTime() throws Exception {
    race(List.of(direct, stores.open(SERVER)), ROUNDS);
  }

  @Test
  @Tag("slow")
  void ofTwoWritersExactlyOneWinsEachOfAThousandTimes() throws Exception {
    race(List.of(direct, stores.open(SERVER)), MANY_ROUNDS);
  }

  @Test
  void ofTwoWritersWhoseAnswersGetLostExactlyOneWinsEachTime() throws Exception {
    raceWithLostAnswers(ROUNDS);
  }

  @Test
  @Tag("slow")
  void ofTwoWritersWhoseAnswersGetLostExactlyOneWinsEachOfAThousandTimes() throws Exception {
    raceWithLostAnswers(MANY_ROUNDS);
  }

  private void raceWithLostAnswers(int rounds) throws Exception {
    AtomicInteger number = new AtomicInteger();
    way.on(
        ".",
        FaultyGcs.ALWAYS,
        call -> {
          GcsCall.Answer answer = way.passes().happen(call);
          if (number.incrementAndGet() % 3 == 0) {
            throw new IOException("cut");
          }
          return answer;
        });
    Pauses patient = new Pauses(40, Stores.SHORT.first(), Stores.SHORT.longest());
    race(List.of(stores.open(way, patient), stores.open(way, patient)), rounds);
  }

  private void race(List<RemoteStore> writers, int rounds) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    List<Callable<List<Integer>>> races = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RemoteStore writer = writers.get(i);
      String name = "writer " + i;
      Path content = file(name);
      races.add(
          () -> {
            List<Integer> won = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
              start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
              boolean first = puts(writer, content, "race");
              start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
              if (first) {
                won.add(round);
                assertThat(text("race"), is(name));
                direct.delete(List.of("race"));
              }
            }
            return won;
          });
    }
    List<Integer> won = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(2, run -> new Thread(run, "writes-to-gcs"));
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
    way.on(WHOLE, 1, way.losesAnswer());
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
    assertThat("looks before it sends again", way.seen(WHOLE).size(), is(1));
  }

  @Test
  void writerWhoCouldNotLookAndWasRefusedByItsOwnFileHasWon() throws IOException {
    way.on(WHOLE, 1, way.losesAnswer());
    way.on(LOOK, 2, way.losesRequest());
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
    assertThat("was sent again, and refused", way.seen(WHOLE).size(), is(3));
  }

  @Test
  void writerWhoseAnswersAllGotLostHasWon() throws IOException {
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesAnswer());
    store.put(file("mine"), "file", true);
    assertThat(text("file"), is("mine"));
  }

  @Test
  void writerWhoseRequestsAllGotLostHasNotWonNorLost() throws IOException {
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesRequest());
    Path mine = file("mine");
    IOException failure = failure(IOException.class, "file", () -> store.put(mine, "file", true));
    assertThat(failure, is(not(instanceOf(FileAlreadyExistsException.class))));
    assertThat(direct.find("file"), is(Optional.empty()));
    assertThat(way.seen(WHOLE).size(), is(Stores.SHORT.tries()));
  }

  @Test
  void writerWhoCannotFindOutSaysSo() throws IOException {
    way.on(WHOLE, 1, way.losesAnswer());
    way.on(LOOK, FaultyGcs.ALWAYS, way.losesRequest());
    Path mine = file("mine");
    IOException failure = failure(IOException.class, "file", () -> store.put(mine, "file", true));
    assertThat(failure, is(not(instanceOf(FileAlreadyExistsException.class))));
    assertThat(way.seen(WHOLE).size(), is(Stores.SHORT.tries()));
  }

  @Test
  void secondWriterHasLostAlsoIfTheAnswerGotLost() throws IOException {
    putDirectly("file", "first");
    way.on(WHOLE, 1, way.losesAnswer());
    Path second = file("second");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(second, "file", true));
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesAnswer());
    failure(FileAlreadyExistsException.class, "file", () -> store.put(second, "file", true));
    assertThat(text("file"), is("first"));
  }

  @Test
  void secondWriterOfTheSameBytesHasLost() throws IOException {
    putDirectly("file", "same");
    Path same = file("same");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(same, "file", true));
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesAnswer());
    failure(FileAlreadyExistsException.class, "file", () -> store.put(same, "file", true));
  }

  @Test
  void writerWhoseFileWasReplacedMeanwhileFindsAnother() throws IOException {
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesAnswer(() -> putDirectly("file", "other")));
    Path mine = file("mine");
    failure(FileAlreadyExistsException.class, "file", () -> store.put(mine, "file", true));
    assertThat(text("file"), is("other"));
  }

  @Test
  void plainWriterWhoseAnswersAllGotLostHasWritten() throws IOException {
    putDirectly("file", "before");
    way.on(WHOLE, FaultyGcs.ALWAYS, way.losesAnswer());
    store.put(file("mine"), "file", false);
    assertThat(text("file"), is("mine"));
  }

  @Test
  void fileInPartsWhoseAnswersGotLostIsThere() throws IOException {
    Path large = large();
    for (boolean exclusive : new boolean[] {true, false}) {
      for (int times : new int[] {1, FaultyGcs.ALWAYS}) {
        String key = "large-" + exclusive + "-" + times;
        way.on(PART, 3, way.passes());
        way.on(PART, times, way.losesAnswer());
        store.put(large, key, exclusive);
        way.heal();
        assertThat(bytes(direct, key).length, is(LARGE_BYTES));
      }
    }
  }

  @Test
  void fileInPartsIsRefusedWhereAnotherCameMeanwhile() throws IOException {
    Path large = large();
    way.on(
        PART,
        1,
        call -> {
          putDirectly("large", "other");
          return way.refuses(503).happen(call);
        });
    failure(FileAlreadyExistsException.class, "large", () -> store.put(large, "large", true));
    assertThat(text("large"), is("other"));
  }

  @Test
  void fileInPartsIsRefusedByTheLastOne() throws IOException {
    Path large = large();
    // the server looks again when all parts have come
    way.on(BEGIN, 1, way.losesAnswer());
    way.on(
        BEGIN,
        1,
        call -> {
          GcsCall.Answer begun = way.passes().happen(call);
          putDirectly("large", "other");
          return begun;
        });
    failure(FileAlreadyExistsException.class, "large", () -> store.put(large, "large", true));
    assertThat(text("large"), is("other"));
  }

  @Test
  void serverThatKnowsNoConditionIsRefused() throws IOException {
    way.on(WHOLE, FaultyGcs.ALWAYS, way.ignores("ifGenerationMatch"));
    RemoteStore foreign = GcsStoreFactory.open(stores.bucket(), Stores.options(way), Stores.SHORT);
    Path content = file("content");
    IOException failure =
        failure(IOException.class, "dir/file", () -> foreign.put(content, "dir/file", true));
    assertThat(failure.getMessage(), containsString("ifGenerationMatch"));
    assertThat(keys(direct.listAll("")), is(empty()));
    foreign.put(content, "dir/file", false);
    foreign.close();
  }

  @Test
  void serverIsTriedOnce() throws IOException {
    RemoteStore foreign = GcsStoreFactory.open(stores.bucket(), Stores.options(way), Stores.SHORT);
    Path content = file("content");
    foreign.put(content, "one", true);
    foreign.put(content, "two", true);
    assertThat("two of them are the trial", way.seen(WHOLE).size(), is(4));
    assertThat(keys(direct.listAll("")), is(List.of("one", "two")));
    foreign.close();
  }
}
