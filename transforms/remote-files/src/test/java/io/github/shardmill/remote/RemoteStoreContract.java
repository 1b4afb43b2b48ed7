package io.github.shardmill.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RemoteStore} promises. The tests of a store extend this. */
public abstract class RemoteStoreContract extends StoreReadingContract {
  @Test
  void fileIsReplaced() throws IOException {
    put("file", "a long content");
    put("file", "short");
    assertThat(text("file"), is("short"));
    put("file", "");
    assertThat(store.find(key("file")).orElseThrow().size(), is(0L));
  }

  @Test
  void exclusiveFileIsWrittenOnlyIfNoneIsThere() throws IOException {
    store.put(file(ascii("first")), key("new/file"), true);
    Path second = file(ascii("second"));
    FileAlreadyExistsException e =
        failure(FileAlreadyExistsException.class, () -> store.put(second, key("new/file"), true));
    assertThat(e.getMessage(), containsString(where("new/file")));
    assertThat(text("new/file"), is("first"));
    store.delete(List.of(key("new/file")));
    store.put(second, key("new/file"), true);
    assertThat(text("new/file"), is("second"));
  }

  @Test
  void largeExclusiveFileIsWrittenOnlyIfNoneIsThere() throws IOException {
    Path large = file(new byte[largeBytes()]);
    store.put(large, key("large"), true);
    put("small", "first");
    failure(FileAlreadyExistsException.class, () -> store.put(large, key("large"), true));
    failure(FileAlreadyExistsException.class, () -> store.put(large, key("small"), true));
    assertThat(text("small"), is("first"));
  }

  @Test
  void ofSeveralExclusiveWritersExactlyOneWins() throws Exception {
    List<RemoteStore> stores = new ArrayList<>();
    List<Path> contents = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      stores.add(i % 2 == 0 ? store : anotherStore());
      contents.add(file(ascii("racer " + i)));
    }
    CyclicBarrier start = new CyclicBarrier(RACERS);
    List<List<Integer>> won =
        together(
            RACERS,
            racer -> {
              List<Integer> rounds = new ArrayList<>();
              for (int round = 0; round < rounds(); round++) {
                start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                try {
                  stores.get(racer).put(contents.get(racer), key("race/" + round), true);
                  rounds.add(round);
                } catch (FileAlreadyExistsException e) {
                  assertThat(e.getMessage(), containsString(where("race/" + round)));
                }
              }
              return rounds;
            });
    assertThat(
        won.stream().flatMap(List::stream).sorted().toList(),
        is(IntStream.range(0, rounds()).boxed().toList()));
    for (int racer = 0; racer < RACERS; racer++) {
      for (int round : won.get(racer)) {
        assertThat(text("race/" + round), is("racer " + racer));
      }
    }
  }

  @Test
  void nobodySeesHalfAFile() throws Exception {
    int size = 300_000;
    Path one = Files.writeString(local.resolve("one"), "1".repeat(size));
    Path two = Files.writeString(local.resolve("two"), "2".repeat(2 * size));
    store.put(one, key("file"), false);
    List<Integer> changes =
        together(
            2,
            thread -> {
              for (int i = 0; i < rounds(); i++) {
                if (thread == 0) {
                  store.put(i % 2 == 0 ? two : one, key("file"), false);
                } else {
                  String seen = text("file");
                  assertThat(
                      "whole: " + seen.length() + " characters",
                      seen.equals("1".repeat(size)) || seen.equals("2".repeat(2 * size)));
                }
              }
              return thread;
            });
    assertThat(changes.size(), is(2));
  }

  @Test
  void failedPutLeavesTheFileAsItWas() throws IOException {
    put("file", "before");
    Path missing = local.resolve("missing");
    assertThrows(IOException.class, () -> store.put(missing, key("file"), false));
    assertThrows(IOException.class, () -> store.put(missing, key("new"), false));
    assertThrows(IOException.class, () -> store.put(missing, key("newer"), true));
    assertThat(byName(store.listAll(home)).keySet(), is(Set.of("file")));
    assertThat(text("file"), is("before"));
  }

  @Test
  void fileIsCopied() throws IOException {
    put("from", "content");
    put("to", "something longer than that");
    store.copy(key("from"), key("to"));
    store.copy(key("from"), key("a/new/directory/to"));
    assertThat(text("from"), is("content"));
    assertThat(text("to"), is("content"));
    assertThat(text("a/new/directory/to"), is("content"));
  }

  @Test
  void fileIsMovedInOneStepOrNotAtAll() throws IOException {
    put("from", "content");
    put("to", "something longer than that");
    try {
      store.rename(key("from"), key("to"));
      assertThat(byName(store.listAll(home)).keySet(), is(Set.of("to")));
      assertThat(text("to"), is("content"));
      store.rename(key("to"), key("a/new/directory/to"));
      assertThat(byName(store.listAll(home)).keySet(), is(Set.of("a/new/directory/to")));
    } catch (AtomicMoveNotSupportedException e) {
      assertThat(e.getMessage(), containsString(where("from")));
      assertThat(text("from"), is("content"));
      assertThat(text("to"), is("something longer than that"));
    }
  }

  @Test
  void filesAndEmptyDirectoriesAreDeleted() throws IOException {
    put("file", "1");
    put("other", "2");
    store.createDirectory(key("empty"));
    store.delete(List.of(key("file"), key("not-there"), key("nor/there"), key("empty")));
    store.delete(List.of(key("file")));
    store.delete(List.of());
    assertThat(byName(store.list(home)).keySet(), is(Set.of("other")));
    assertThat(store.find(key("empty")), is(Optional.empty()));
  }

  @Test
  void directoryWithFilesIsNotDeleted() throws IOException {
    put("dir/file", "1");
    try {
      store.delete(List.of(key("dir")));
    } catch (IOException e) {
      assertThat(e.getMessage(), containsString(where("dir")));
    }
    assertThat(text("dir/file"), is("1"));
  }

  @Test
  void directoryIsMadeWithItsParentsAndAgain() throws IOException {
    store.createDirectory(key("a/b/c"));
    store.createDirectory(key("a/b/c"));
    if (hasDirectories()) {
      assertThat(store.find(key("a/b/c")).orElseThrow().directory(), is(true));
      assertThat(byName(store.list(key("a"))).keySet(), is(Set.of("a/b")));
      assertThat(store.list(key("a/b/c")).hasNext(), is(false));
    }
    put("a/b/c/file", "1");
    store.createDirectory(key("a/b/c"));
    assertThat(text("a/b/c/file"), is("1"));
  }

  @Test
  void sweepingLeavesFinishedFilesAlone() throws IOException {
    put("dir/file", "1");
    store.createDirectory(key("dir/empty"));
    store.sweepUnfinished(home, System.currentTimeMillis() + 1_000);
    store.sweepUnfinished(key("not-there"), System.currentTimeMillis() + 1_000);
    store.sweepUnfinished("", 0);
    assertThat(text("dir/file"), is("1"));
    assertThat(store.find(key("dir/empty")).isPresent(), is(hasDirectories()));
  }

  @Test
  void missingFileIsNamedWithItsWholeLocation() throws IOException {
    put("file", "1");
    List<IOException> failures =
        List.of(
            failure(NoSuchFileException.class, () -> range("no/such file", 0, 1)),
            failure(NoSuchFileException.class, () -> store.copy(key("no/such file"), key("to"))),
            failure(IOException.class, () -> store.rename(key("no/such file"), key("to"))));
    for (IOException failure : failures) {
      assertThat(failure.getMessage(), containsString(where("no/such file")));
    }
    assertThat(
        failures.get(2),
        anyOf(
            instanceOf(NoSuchFileException.class),
            instanceOf(AtomicMoveNotSupportedException.class)));
    assertThat(byName(store.listAll(home)).keySet(), is(Set.of("file")));
  }

  @Test
  void fileIsNotPutWhereADirectoryIs() throws IOException {
    assumeTrue(hasDirectories(), "the store knows directories");
    store.createDirectory(key("dir"));
    Path file = file(ascii("1"));
    for (boolean exclusive : new boolean[] {false, true}) {
      IOException e = failure(IOException.class, () -> store.put(file, key("dir"), exclusive));
      assertThat(e.getMessage(), containsString(where("dir")));
    }
    assertThat(store.find(key("dir")).orElseThrow().directory(), is(true));
  }
}
