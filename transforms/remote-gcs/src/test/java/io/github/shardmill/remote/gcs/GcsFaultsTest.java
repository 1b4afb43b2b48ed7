package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A server that fails is asked again; what does not help leaves everything as it was. */
final class GcsFaultsTest extends GcsFaultsFixture {
  /** Returns everything that a store can be asked for. */
  private Map<String, Executable> deeds() throws IOException {
    putDirectly("file", "content");
    Path small = file("new");
    Path large = large();
    Map<String, Executable> deeds = new LinkedHashMap<>();
    deeds.put("find", () -> assertThat(store.find("file").orElseThrow().size(), is(7L)));
    deeds.put("list", () -> assertThat(keys(store.list("")), is(List.of("file"))));
    deeds.put("listAll", () -> assertThat(keys(store.listAll("")), is(List.of("file"))));
    deeds.put("open", () -> assertThat(bytes(store, "file").length, is(7)));
    deeds.put("copy", () -> store.copy("file", "copy"));
    deeds.put("put", () -> store.put(small, "new", false));
    deeds.put("put exclusively", () -> store.put(small, "newer", true));
    deeds.put("put in parts", () -> store.put(large, "large", true));
    deeds.put("delete one", () -> store.delete(List.of("copy")));
    deeds.put("delete", () -> store.delete(List.of("new", "newer", "large")));
    return deeds;
  }

  @Test
  void busyServerIsAskedAgain() throws Throwable {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      for (Executable deed : deeds().values()) {
        way.on(".", 2, way.refuses(status));
        deed.execute();
        way.heal();
      }
      assertThat(keys(direct.listAll("")), is(List.of("file")));
    }
  }

  @Test
  void lostConnectionIsMadeAgain() throws Throwable {
    for (FaultyGcs.Fault fault : List.of(way.losesRequest(), way.losesAnswer())) {
      for (Executable deed : deeds().values()) {
        way.on(".", 2, fault);
        deed.execute();
        way.heal();
      }
      assertThat(keys(direct.listAll("")), is(List.of("file")));
    }
  }

  @Test
  void eachRequestOfAnUploadMayFail() throws IOException {
    Path large = large();
    for (String request : List.of(BEGIN, PART)) {
      for (int good = 0; good < 4; good++) {
        for (FaultyGcs.Fault fault :
            List.of(way.refuses(503), way.losesRequest(), way.losesAnswer())) {
          way.on(request, good, way.passes());
          way.on(request, 2, fault);
          store.put(large, "large", false);
          way.heal();
          assertThat(bytes(direct, "large").length, is(LARGE_BYTES));
          direct.delete(List.of("large"));
        }
      }
    }
  }

  @Test
  void uploadGoesOnWhereTheServerHasIt() throws IOException {
    way.on(PART, 1, way.passes());
    way.on(PART, 1, way.losesAnswer());
    store.put(large(), "large", false);
    List<String> ranges = new ArrayList<>();
    way.seen(PART).forEach(call -> ranges.add(call.headers().get("content-range")));
    int part = Stores.PART_BYTES;
    assertThat(
        ranges,
        is(
            List.of(
                "bytes 0-" + (part - 1) + "/" + LARGE_BYTES,
                "bytes " + part + "-" + (2 * part - 1) + "/" + LARGE_BYTES,
                "bytes */" + LARGE_BYTES,
                "bytes " + 2 * part + "-" + (3 * part - 1) + "/" + LARGE_BYTES,
                "bytes " + 3 * part + "-" + (LARGE_BYTES - 1) + "/" + LARGE_BYTES)));
  }

  @Test
  void uploadThatTheServerForgotIsBegunAnew() throws IOException {
    for (int status : new int[] {404, 410}) {
      way.on(PART, 2, way.passes());
      way.on(PART, 1, way.refuses(status));
      store.put(large(), "large", true);
      assertThat(bytes(direct, "large").length, is(LARGE_BYTES));
      direct.delete(List.of("large"));
      way.heal();
    }
    assertThat(way.seen(BEGIN).size(), is(4));
  }

  @Test
  void uploadComesForwardAsLongAsAnyPartDoes() throws IOException {
    int parts = 3 * Stores.SHORT.tries();
    for (int i = 0; i < parts; i++) {
      way.on("PUT", 1, way.refuses(503));
      way.on("PUT", 1, way.passes());
      way.on("PUT", 1, way.passes());
    }
    store.put(file(new byte[parts * Stores.PART_BYTES]), "large", false);
    assertThat(bytes(direct, "large").length, is(parts * Stores.PART_BYTES));
  }

  @Test
  void serverThatDoesNotAnswerIsAskedAgain() throws IOException {
    RemoteStore hasty =
        new GcsStore(
            new GcsBucket(
                GcsClients.client(way.url() + "/", null, 1_000),
                stores.bucket(),
                Stores.SHORT,
                Stores.PART_BYTES),
            false);
    putDirectly("file", "content");
    way.on("GET", 1, way.hangs());
    way.on("POST", 1, way.hangs());
    assertThat(bytes(hasty, "file").length, is(7));
    hasty.put(file("new"), "new", true);
    assertThat(text("new"), is("new"));
    hasty.close();
  }

  @Test
  void serverThatStaysBusyIsAFailureAndChangesNothing() throws IOException {
    Map<String, Executable> deeds = deeds();
    way.on(".", FaultyGcs.ALWAYS, way.refuses(503));
    for (Executable deed : deeds.values()) {
      IOException failure = failureOf(deed);
      assertThat(failure.getMessage(), containsString("gs://" + stores.bucket() + "/"));
      assertThat(failure.getMessage(), containsString("503"));
    }
    assertThat(keys(direct.listAll("")), is(List.of("file")));
    assertThat(way.seen(READ).size(), is(Stores.SHORT.tries()));
    assertThat(way.seen(BEGIN).size(), is(Stores.SHORT.tries()));
  }

  @Test
  void refusalIsToldAtOnce() throws IOException {
    for (int status : new int[] {401, 403}) {
      Map<String, Executable> deeds = deeds();
      way.on(".", FaultyGcs.ALWAYS, way.refuses(status));
      for (Map.Entry<String, Executable> deed : deeds.entrySet()) {
        IOException failure = failureOf(deed.getValue());
        assertThat(deed.getKey(), failure.getClass(), is((Object) AccessDeniedException.class));
        assertThat(failure.getMessage(), containsString("gs://" + stores.bucket() + "/"));
        assertThat(
            failure.getMessage().contains("GOOGLE_APPLICATION_CREDENTIALS"), is(status == 401));
      }
      way.heal();
    }
    assertThat(way.seen(READ).size(), is(2));
  }

  @Test
  void uploadThatFailsChangesNothing() throws IOException {
    putDirectly("large", "before");
    Path large = large();
    way.on(PART, 2, way.passes());
    way.on(PART, FaultyGcs.ALWAYS, way.refuses(503));
    failure(IOException.class, "large", () -> store.put(large, "large", false));
    failure(IOException.class, "other", () -> store.put(large, "other", true));
    assertThat(text("large"), is("before"));
    assertThat(direct.find("other"), is(Optional.empty()));
  }

  @Test
  void contentThatIsNotWhatWasSentIsRefused() throws IOException {
    putDirectly("file", "before");
    way.on(WHOLE, 1, way.changesRequest());
    way.on(PART, 1, way.changesRequest());
    Path content = file("how it was");
    Path large = large();
    failure(IOException.class, "file", () -> store.put(content, "file", false));
    failure(IOException.class, "large", () -> store.put(large, "large", false));
    assertThat(text("file"), is("before"));
    assertThat(keys(direct.listAll("")), is(List.of("file")));
  }

  @Test
  void contentThatTheServerDoesNotCheckIsCheckedHere() throws IOException {
    String answer = "{\"name\": \"file\", \"size\": \"7\", \"crc32c\": \"AAAAAA==\"}";
    way.on(
        WHOLE,
        1,
        call ->
            GcsCall.Answer.json(
                200, GcsProtocol.described(answer.getBytes(StandardCharsets.UTF_8))));
    Path content = file("content");
    IOException failure =
        failure(IOException.class, "file", () -> store.put(content, "file", false));
    assertThat(failure.getMessage(), containsString("checksum"));
  }

  @Test
  void missingLocalFileIsNamedAndNotTriedAgain() throws IOException {
    Path content = file("content");
    way.on(
        WHOLE,
        1,
        call -> {
          Files.delete(content);
          throw new IOException("cut");
        });
    IOException failure = assertThrows(IOException.class, () -> store.put(content, "file", false));
    assertThat(failure.getMessage(), containsString(content.toString()));
  }

  @Test
  void hostThatIsNotFoundIsCalledSo() {
    IOException failure = GcsFailures.of(new UnknownHostException("a.example"), "gs://b/k");
    assertThat(failure.getMessage(), is("gs://b/k: this machine finds no host a.example"));
  }

  @Test
  void deletionThatFailsIsAFailure() throws IOException {
    putDirectly("file", "1");
    putDirectly("other", "2");
    way.on("DELETE .*/file", 1, way.refuses(403));
    failure(AccessDeniedException.class, "file", () -> store.delete(List.of("file", "other")));
    assertThat(text("file"), is("1"));
  }

  @Test
  void interruptionEndsTheWaiting() throws Exception {
    RemoteStore patient = stores.open(way, new Pauses(3, Duration.ofHours(1), Duration.ofHours(1)));
    CountDownLatch asked = new CountDownLatch(1);
    way.on(
        ".",
        FaultyGcs.ALWAYS,
        call -> {
          asked.countDown();
          return way.refuses(503).happen(call);
        });
    FutureTask<Boolean> waiting =
        new FutureTask<>(
            () -> {
              assertThrows(InterruptedIOException.class, () -> patient.find("file"));
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(waiting, "waits-for-gcs");
    thread.start();
    asked.await();
    thread.interrupt();
    assertThat(waiting.get(), is(true));
  }
}
