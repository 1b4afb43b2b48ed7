package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What this storage does in ways of its own. */
final class GcsStoreTest extends GcsFaultsFixture {
  @Test
  void emptyObjectWithASlashIsADirectory() throws IOException {
    putAsOthersDo("dir/empty/", "");
    putDirectly("dir/file", "1");
    putAsOthersDo("dir/", "");
    assertThat(direct.find("dir/empty"), is(Optional.of(new RemoteEntry("dir/empty", true, 0, 0))));
    assertThat(sorted(keys(direct.list("dir"))), is(Set.of("dir/empty", "dir/file")));
    assertThat(keys(direct.list("dir/empty")), is(empty()));
    assertThat(keys(direct.listAll("")), is(List.of("dir/file")));
  }

  @Test
  void markOfADirectoryIsDeletedWithIt() throws IOException {
    putAsOthersDo("dir/", "");
    direct.delete(List.of("dir"));
    assertThat(direct.find("dir"), is(Optional.empty()));
  }

  @Test
  void namesThatAreNoPathsAreLeftOut() throws IOException {
    for (String name : List.of("/file", "a/file", "a/content/", "a//file")) {
      putAsOthersDo(name, "1");
    }
    assertThat(keys(direct.list("")), is(List.of("a")));
    assertThat(sorted(keys(direct.list("a"))), is(Set.of("a/content", "a/file")));
    assertThat(keys(direct.listAll("a")), is(List.of("a/file")));
  }

  @Test
  void pagesAreAskedForWhenTheyAreNeeded() throws IOException {
    way.on("GET .*/o ", 1, call -> page("dir/one", "next"));
    way.on("GET .*/o ", 1, call -> page("dir/two", null));
    var entries = store.list("dir");
    assertThat(entries.next().name(), is("one"));
    assertThat(way.seen("GET").size(), is(1));
    assertThat(keys(entries), is(List.of("dir/two")));
    assertThat(way.seen("GET").size(), is(2));
    assertThat(way.seen("GET .*pageToken=next").size(), is(1));
  }

  private static GcsCall.Answer page(String name, String next) {
    StorageObject object = new StorageObject().setName(name).setSize(BigInteger.ONE);
    return GcsCall.Answer.json(200, new Objects().setItems(List.of(object)).setNextPageToken(next));
  }

  @Test
  void largeFileIsCopiedInSteps() throws IOException {
    byte[] content = new byte[GcsProtocol.COPIED_AT_ONCE + 1];
    new Random(3).nextBytes(content);
    direct.put(file(content), "large", false);
    way.on("POST .*rewriteToken", 1, way.refuses(503));
    store.copy("large", "copy");
    assertThat(Arrays.equals(bytes(direct, "copy"), content), is(true));
    assertThat(way.seen("POST .*rewriteToken").size(), is(2));
  }

  @Test
  void fileThatIsCopiedOntoItselfStays() throws IOException {
    putDirectly("file", "content");
    direct.copy("file", "file");
    assertThat(text("file"), is("content"));
    failure(NoSuchFileException.class, "other", () -> direct.copy("other", "other"));
  }

  @Test
  void nothingIsMoved() throws IOException {
    putDirectly("file", "content");
    failure(
        AtomicMoveNotSupportedException.class, "file", () -> direct.rename("file", "elsewhere"));
    assertThat(keys(direct.listAll("")), is(List.of("file")));
  }

  @Test
  void compressedFileIsReadAsItIsStored() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write("content".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    byte[] stored = compressed.toByteArray();
    putAsOthersDo(
        new StorageObject().setName("file").setContentType("text/plain").setContentEncoding("gzip"),
        stored);
    assertThat(store.find("file").orElseThrow().size(), is((long) stored.length));
    assertThat(bytes(store, "file"), is(stored));
    try (InputStream in = store.open("file", 3, 5)) {
      assertThat(in.readAllBytes(), is(Arrays.copyOfRange(stored, 3, 8)));
    }
    assertThat(way.seen(READ).get(0).headers().get("accept-encoding"), is("gzip"));
  }

  @Test
  void whoClosesEarlyHangsUp() throws Exception {
    putAsOthersDo(new StorageObject().setName("large").setContentType("a/b"), new byte[50 << 20]);
    CountDownLatch hungUp = new CountDownLatch(1);
    GcsServer listening =
        new GcsServer(SERVER.objects()) {
          @Override
          public void hungUp() {
            hungUp.countDown();
          }
        };
    InputStream in = stores.open(listening).open("large", 0, Long.MAX_VALUE);
    in.readNBytes(1_000);
    in.close();
    assertThat("did not read all", hungUp.await(60, TimeUnit.SECONDS), is(true));
    listening.close();
  }

  @Test
  void nameWithALineBreakIsRefusedByTheServer() throws IOException {
    Path content = file("content");
    IOException failure =
        failure(IOException.class, "a\nb", () -> direct.put(content, "a\nb", false));
    assertThat(failure.getMessage(), containsString("400"));
  }

  @Test
  void missingBucketIsNamed() throws IOException {
    RemoteStore missing =
        GcsStoreFactory.open("no-such-bucket", Stores.options(SERVER), Stores.SHORT);
    Path content = file("content");
    for (IOException failure :
        List.of(
            failureOf(() -> missing.find("file")),
            failureOf(() -> missing.put(content, "file", false)),
            failureOf(() -> missing.put(content, "file", true)),
            failureOf(() -> missing.open("file", 0, 1)),
            failureOf(() -> missing.copy("file", "copy")),
            failureOf(() -> missing.delete(List.of("file"))),
            failureOf(() -> missing.delete(List.of("file", "other"))),
            failureOf(() -> missing.list("").hasNext()))) {
      assertThat(
          "not the file is missing", failure, is(not(instanceOf(NoSuchFileException.class))));
      assertThat(failure.getMessage(), containsString("gs://no-such-bucket/"));
      assertThat(failure.getMessage(), containsString("no such bucket"));
    }
    missing.close();
  }

  @Test
  void rootIsNoFile() {
    failure(NoSuchFileException.class, "", () -> direct.open("", 0, 1));
    failure(NoSuchFileException.class, "", () -> direct.copy("", "file"));
    failure(NoSuchFileException.class, "", () -> direct.put(local, "", false));
    assertThrows(IllegalArgumentException.class, () -> direct.open("file", -1, 1));
  }

  private static Set<String> sorted(List<String> keys) {
    return new TreeSet<>(keys);
  }

  private void putAsOthersDo(String key, String content) {
    putAsOthersDo(
        new StorageObject().setName(key).setContentType("a/b"),
        content.getBytes(StandardCharsets.UTF_8));
  }
}
