package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 does in ways of its own. */
final class S3StoreTest extends S3FaultsFixture {
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
    // the server of the tests has no such names, and Amazon's has
    String root =
        "<ListBucketResult><Contents><Key>/file</Key><Size>1</Size></Contents>"
            + "<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>"
            + "<CommonPrefixes><Prefix>/</Prefix></CommonPrefixes></ListBucketResult>";
    relay.on("GET .*delimiter", 1, relay.says(200, root));
    assertThat(keys(store.list("")), is(List.of("a")));
    String below =
        "<ListBucketResult><Contents><Key>a/file</Key><Size>1</Size></Contents>"
            + "<Contents><Key>a/content/</Key><Size>1</Size></Contents>"
            + "<Contents><Key>a//file</Key><Size>1</Size></Contents>"
            + "<CommonPrefixes><Prefix>a//</Prefix></CommonPrefixes></ListBucketResult>";
    for (boolean deep : new boolean[] {true, false}) {
      relay.on("GET", 1, relay.says(200, below));
      assertThat(keys(deep ? store.listAll("a") : store.list("a")), is(List.of("a/file")));
    }
  }

  @Test
  void nameThatXmlCannotWriteIsDeleted() throws IOException {
    List<String> names = List.of("a\u0001b", "a\rb", "a\uffffb");
    for (String name : names) {
      putDirectly(name, name);
    }
    assertThat(sorted(keys(direct.listAll(""))), is(sorted(names)));
    direct.delete(names);
    assertThat(keys(direct.listAll("")), is(empty()));
  }

  @Test
  void largeFileIsCopiedInParts() throws IOException {
    byte[] content = new byte[LARGE_BYTES];
    new Random(3).nextBytes(content);
    direct.put(file(content), "large", false);
    putDirectly("small", "1");
    RemoteStore inParts =
        stores.openWith(relay.endpoint(), new Limits(PART_BYTES, 1_000, PART_BYTES));
    inParts.copy("large", "copy");
    inParts.copy("small", "small copy");
    assertThat(Arrays.equals(bytes(direct, "copy"), content), is(true));
    assertThat(text("small copy"), is("1"));
    assertThat(relay.seen(SEND_PART).size(), is(3));
    try (S3Client client = client()) {
      assertThat(
          "with the checksum of the whole",
          client.headObject(request -> request.bucket(stores.bucket()).key("copy")).metadata(),
          is(
              client
                  .headObject(request -> request.bucket(stores.bucket()).key("large"))
                  .metadata()));
    }
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
  void uploadsThatNobodyGoesOnWithAreEnded() throws IOException {
    putDirectly("index/a", "content");
    for (String key : List.of("index/a", "index/b/c", "index2/d", "index")) {
      begin(key);
    }
    long now = System.currentTimeMillis();
    direct.sweepUnfinished("index", now - 3_600_000);
    assertThat("began later", unfinished().size(), is(4));
    direct.sweepUnfinished("index", now + 3_600_000);
    assertThat(sorted(unfinished()), is(Set.of("index", "index2/d")));
    direct.sweepUnfinished("", now + 3_600_000);
    assertThat(unfinished(), is(empty()));
    assertThat(text("index/a"), is("content"));
  }

  @Test
  void uploadThatEndedMeanwhileIsNoFailureOfTheSweep() throws IOException {
    begin("a");
    begin("b");
    relay.on("DELETE .*/a", 1, relay.losesAnswer());
    store.sweepUnfinished("", System.currentTimeMillis() + 3_600_000);
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void uploadThatCannotBeEndedIsAFailureAndOthersAreEnded() throws IOException {
    begin("a");
    begin("b");
    relay.on("DELETE .*/a", 1, relay.refuses(403, "AccessDenied"));
    failure(
        AccessDeniedException.class,
        "a",
        () -> store.sweepUnfinished("", System.currentTimeMillis() + 3_600_000));
    assertThat(unfinished(), is(List.of("a")));
  }

  @Test
  void missingBucketIsNamed() throws IOException {
    RemoteStore missing =
        S3StoreFactory.open("no-such-bucket", Stores.options(SERVER.endpoint()), Stores.SHORT);
    Path content = file("content");
    for (IOException failure :
        List.of(
            assertThrows(IOException.class, () -> missing.find("file")),
            assertThrows(IOException.class, () -> missing.put(content, "file", false)),
            assertThrows(IOException.class, () -> missing.put(content, "file", true)),
            assertThrows(IOException.class, () -> missing.open("file", 0, 1)),
            assertThrows(UncheckedIOException.class, () -> missing.list("").hasNext())
                .getCause())) {
      assertThat(
          "not the file is missing", failure, is(not(instanceOf(NoSuchFileException.class))));
      assertThat(failure.getMessage(), containsString("s3://no-such-bucket/"));
      assertThat(failure.getMessage(), containsString("no such bucket"));
    }
    missing.close();
  }

  @Test
  void rootIsNoFile() {
    failure(NoSuchFileException.class, "", () -> direct.open("", 0, 1));
    failure(NoSuchFileException.class, "", () -> direct.copy("", "file"));
    failure(NoSuchFileException.class, "", () -> direct.put(local, "", false));
  }

  private static Set<String> sorted(List<String> keys) {
    return new TreeSet<>(keys);
  }

  private void putAsOthersDo(String key, String content) {
    try (S3Client client = client()) {
      client.putObject(
          request -> request.bucket(stores.bucket()).key(key), RequestBody.fromString(content));
    }
  }

  private void begin(String key) {
    try (S3Client client = client()) {
      client.createMultipartUpload(request -> request.bucket(stores.bucket()).key(key));
    }
  }
}
