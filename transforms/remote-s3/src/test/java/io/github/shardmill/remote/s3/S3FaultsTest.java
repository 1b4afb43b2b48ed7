package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A server that fails is asked again; what does not help leaves everything as it was. */
final class S3FaultsTest extends S3FaultsFixture {
  private static final String DELETED_BUT =
      "<DeleteResult><Error><Key>file</Key><Code>%s</Code><Message>so it is</Message></Error>"
          + "</DeleteResult>";

  /** Does one thing with a file that is there. */
  @FunctionalInterface
  private interface Deed {
    void run() throws IOException;
  }

  /** Returns everything that a store can be asked for. */
  private Map<String, Deed> deeds() throws IOException {
    putDirectly("file", "content");
    Path small = file("new");
    Path large = large();
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put("find", () -> assertThat(store.find("file").orElseThrow().size(), is(7L)));
    deeds.put("list", () -> assertThat(keys(store.list("")), is(List.of("file"))));
    deeds.put("listAll", () -> assertThat(keys(store.listAll("")), is(List.of("file"))));
    deeds.put("open", () -> assertThat(bytes(store, "file").length, is(7)));
    deeds.put("copy", () -> store.copy("file", "copy"));
    deeds.put("put", () -> store.put(small, "new", false));
    deeds.put("put exclusively", () -> store.put(small, "newer", true));
    deeds.put("put in parts", () -> store.put(large, "large", true));
    deeds.put("sweep", () -> store.sweepUnfinished("", 0));
    deeds.put("delete", () -> store.delete(List.of("copy", "new", "newer", "large")));
    return deeds;
  }

  @Test
  void busyServerIsAskedAgain() throws IOException {
    for (Map.Entry<String, Deed> deed : deeds().entrySet()) {
      relay.on(".", 2, relay.refuses(503, "SlowDown"));
      deed.getValue().run();
      relay.on(".", 1, relay.refuses(500, "InternalError"));
    }
    assertThat(keys(direct.listAll("")), is(List.of("file")));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void lostConnectionIsMadeAgain() throws IOException {
    for (Map.Entry<String, Deed> deed : deeds().entrySet()) {
      relay.on(".", 2, relay.cutsRequest(0));
      deed.getValue().run();
      relay.on(".", 1, relay.losesAnswer());
    }
    assertThat(keys(direct.listAll("")), is(List.of("file")));
  }

  @Test
  void serverThatDoesNotAnswerIsAskedAgain() throws IOException {
    store =
        S3StoreFactory.open(
            stores.bucket(),
            Stores.options(relay.endpoint(), "--httpClientConfiguration={\"socketTimeout\":2000}"),
            Stores.SHORT);
    putDirectly("file", "content");
    relay.on("GET", 1, relay.hangs());
    relay.on("PUT", 1, relay.hangs());
    assertThat(bytes(store, "file").length, is(7));
    store.put(file("new"), "new", true);
    assertThat(text("new"), is("new"));
    store.close();
  }

  @Test
  void serverThatStaysBusyIsAFailureAndChangesNothing() throws IOException {
    Map<String, Deed> deeds = deeds();
    relay.on(".", FaultyRelay.ALWAYS, relay.refuses(503, "SlowDown"));
    for (Map.Entry<String, Deed> deed : deeds.entrySet()) {
      IOException failure = failureOf(deed.getValue());
      assertThat(failure.getMessage(), containsString("s3://" + stores.bucket() + "/"));
      assertThat(failure.getMessage(), containsString("503"));
    }
    assertThat(keys(direct.listAll("")), is(List.of("file")));
    assertThat(relay.seen("GET .*/file").size(), is(Stores.SHORT.tries()));
  }

  @Test
  void refusalIsToldAtOnce() throws IOException {
    Map<String, Deed> deeds = deeds();
    relay.on(".", FaultyRelay.ALWAYS, relay.refuses(403, "AccessDenied"));
    for (Map.Entry<String, Deed> deed : deeds.entrySet()) {
      IOException failure = failureOf(deed.getValue());
      assertThat(deed.getKey(), failure.getClass(), is((Object) AccessDeniedException.class));
      assertThat(failure.getMessage(), containsString("s3://" + stores.bucket() + "/"));
    }
    assertThat(relay.seen("GET .*/file").size(), is(1));
  }

  private static IOException failureOf(Deed deed) {
    Throwable failure = assertThrows(Throwable.class, deed::run);
    return (IOException) (failure instanceof UncheckedIOException ? failure.getCause() : failure);
  }

  @Test
  void putThatBreaksOffIsSentAgain() throws IOException {
    relay.on("PUT .*/file", 3, relay.cutsRequest(100_000));
    store.put(file(new byte[1_000_000]), "file", false);
    relay.on(SEND_PART, 3, relay.cutsRequest(100_000));
    store.put(large(), "large", false);
    assertThat(bytes(direct, "file").length, is(1_000_000));
    assertThat(bytes(direct, "large").length, is(LARGE_BYTES));
  }

  @Test
  void putThatBreaksOffEachTimeChangesNothing() throws IOException {
    putDirectly("file", "before");
    relay.on("PUT .*/file", FaultyRelay.ALWAYS, relay.cutsRequest(100_000));
    Path content = file(new byte[1_000_000]);
    failure(IOException.class, "file", () -> store.put(content, "file", false));
    assertThat(text("file"), is("before"));
  }

  @Test
  void partsOfAFailedPutAreFreed() throws IOException {
    putDirectly("large", "before");
    Path large = large();
    for (String step : List.of(SEND_PART + "2", END)) {
      relay.on(step, FaultyRelay.ALWAYS, relay.refuses(503, "SlowDown"));
      failure(IOException.class, "large", () -> store.put(large, "large", false));
      failure(IOException.class, "other", () -> store.put(large, "other", true));
      relay.heal();
      assertThat(unfinished(), is(empty()));
    }
    assertThat(text("large"), is("before"));
    assertThat(direct.find("other"), is(Optional.empty()));
  }

  @Test
  void partsThatCannotBeFreedAreSwept() throws IOException {
    Path large = large();
    relay.on(SEND_PART + "2", FaultyRelay.ALWAYS, relay.refuses(503, "SlowDown"));
    relay.on("DELETE", FaultyRelay.ALWAYS, relay.refuses(503, "SlowDown"));
    failure(IOException.class, "dir/large", () -> store.put(large, "dir/large", false));
    assertThat(unfinished(), is(List.of("dir/large")));
    direct.sweepUnfinished("dir", System.currentTimeMillis() + 1_000);
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void contentThatIsNotWhatWasSentIsRefused() throws IOException {
    putDirectly("file", "before");
    relay.on("PUT .*/file", 1, relay.changesRequest());
    relay.on(SEND_PART + "2", 1, relay.changesRequest());
    Path content = file("how it was");
    Path large = large();
    failure(IOException.class, "file", () -> store.put(content, "file", false));
    failure(IOException.class, "large", () -> store.put(large, "large", false));
    assertThat(text("file"), is("before"));
    assertThat(keys(direct.listAll("")), is(List.of("file")));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void copyInPartsThatFailsChangesNothing() throws IOException {
    direct.put(large(), "large", false);
    RemoteStore inParts = stores.openWith(relay.endpoint(), new Limits(PART_BYTES, 0, PART_BYTES));
    relay.on(SEND_PART + "3", FaultyRelay.ALWAYS, relay.refuses(503, "SlowDown"));
    failure(IOException.class, "copy", () -> inParts.copy("large", "copy"));
    assertThat(keys(direct.listAll("")), is(List.of("large")));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void fileThatIsNotDeletedIsAFailure() throws IOException {
    relay.on(
        "POST .*delete",
        1,
        relay.says(200, String.format(Locale.ROOT, DELETED_BUT, "AccessDenied")));
    failure(AccessDeniedException.class, "file", () -> store.delete(List.of("file", "other")));
    relay.on(
        "POST .*delete",
        FaultyRelay.ALWAYS,
        relay.says(200, String.format(Locale.ROOT, DELETED_BUT, "InternalError")));
    failure(IOException.class, "file", () -> store.delete(List.of("file", "other")));
  }

  @Test
  void fileThatIsNotDeletedForNowIsDeletedLater() throws IOException {
    putDirectly("file", "");
    relay.on(
        "POST .*delete", 2, relay.says(200, String.format(Locale.ROOT, DELETED_BUT, "SlowDown")));
    store.delete(List.of("file", "other"));
    assertThat(keys(direct.listAll("")), is(empty()));
    assertThat(relay.seen("POST .*delete").size(), is(3));
  }

  @Test
  void interruptionEndsTheWaiting() throws Exception {
    RemoteStore patient =
        S3StoreFactory.open(
            stores.bucket(),
            Stores.options(relay.endpoint()),
            new Pauses(3, Duration.ofHours(1), Duration.ofHours(1)));
    CountDownLatch asked = new CountDownLatch(1);
    relay.on(
        ".",
        FaultyRelay.ALWAYS,
        exchange -> {
          asked.countDown();
          relay.refuses(503, "SlowDown").happen(exchange);
        });
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              assertThrows(InterruptedIOException.class, () -> patient.find("file"));
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(waiting, "waits-for-s3");
    thread.start();
    asked.await();
    thread.interrupt();
    assertThat(waiting.get(), is(true));
    patient.close();
  }

  @Test
  void pagesAreAskedForWhenTheyAreNeeded() throws IOException {
    String page =
        "<ListBucketResult>%s<Contents><Key>%s</Key><Size>1</Size></Contents></ListBucketResult>";
    String more =
        "<IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>";
    relay.on("GET", 1, relay.says(200, String.format(Locale.ROOT, page, more, "dir/one")));
    relay.on("GET", 1, relay.says(200, String.format(Locale.ROOT, page, "", "dir/two")));
    var entries = store.list("dir");
    assertThat(entries.next().name(), is("one"));
    assertThat(relay.seen("GET").size(), is(1));
    assertThat(keys(entries), is(List.of("dir/two")));
    assertThat(relay.seen("GET").size(), is(2));
    assertThat(relay.seen("continuation-token=next"), is(not(empty())));
  }
}
