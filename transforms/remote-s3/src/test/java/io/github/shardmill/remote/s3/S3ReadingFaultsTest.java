package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading goes on where a connection broke, or says that it cannot. */
final class S3ReadingFaultsTest extends S3FaultsFixture {
  private final byte[] content = new byte[300_000];

  @BeforeEach
  void putContent() throws IOException {
    new Random(5).nextBytes(content);
    direct.put(file(content), "file", false);
  }

  @Test
  void readingGoesOnWhereItBrokeOff() throws IOException {
    relay.on("GET .*/file", 4, relay.cutsAnswer(50_000));
    assertThat(Arrays.equals(bytes(store, "file"), content), is(true));
    assertThat(
        relay.seen("GET .*/file").stream()
            .map(seen -> String.valueOf(seen.header("Range")))
            .toList()
            .get(4),
        is("bytes=200000-299999"));
  }

  @Test
  void rangeGoesOnWhereItBrokeOff() throws IOException {
    relay.on("GET .*/file", 2, relay.cutsAnswer(30_000));
    try (InputStream in = store.open("file", 100_000, 100_000)) {
      assertThat(
          Arrays.equals(in.readAllBytes(), Arrays.copyOfRange(content, 100_000, 200_000)),
          is(true));
    }
  }

  @Test
  void readingGoesOnAsLongAsItComesForward() throws IOException {
    relay.on("GET .*/file", FaultyRelay.ALWAYS, relay.cutsAnswer(20_000));
    assertThat(Arrays.equals(bytes(store, "file"), content), is(true));
  }

  @Test
  void readingThatDoesNotComeForwardIsAFailure() {
    relay.on("GET .*/file", 1, relay.cutsAnswer(50_000));
    relay.on("GET .*/file", FaultyRelay.ALWAYS, relay.cutsAnswer(0));
    IOException failure = failure(IOException.class, "file", () -> bytes(store, "file"));
    assertThat(failure.getMessage(), containsString("50000"));
  }

  @Test
  void fileThatChangedMeanwhileIsNotMixed() throws IOException {
    relay.on("GET .*/file", 1, relay.cutsAnswer(50_000));
    try (InputStream in = store.open("file", 0, Long.MAX_VALUE)) {
      in.readNBytes(50_000);
      direct.put(file(new byte[300_000]), "file", false);
      IOException failure = failure(IOException.class, "file", () -> in.readAllBytes());
      assertThat(failure.getMessage(), containsString("changed"));
    }
  }

  @Test
  void fileThatIsDeletedMeanwhileIsMissed() throws IOException {
    relay.on("GET .*/file", 1, relay.cutsAnswer(50_000));
    try (InputStream in = store.open("file", 0, Long.MAX_VALUE)) {
      in.readNBytes(50_000);
      direct.delete(List.of("file"));
      failure(NoSuchFileException.class, "file", () -> in.readAllBytes());
    }
  }

  @Test
  void contentThatChangedOnTheWayIsNoticedAtTheEnd() throws IOException {
    direct.put(large(), "large", false);
    for (String key : new String[] {"file", "large"}) {
      relay.on("GET .*/" + key, 1, relay.changesAnswer());
      IOException failure = failure(IOException.class, key, () -> bytes(store, key));
      assertThat(failure.getMessage(), containsString("checksum"));
    }
  }

  @Test
  void contentThatChangedOnTheWayIsNoticedAlsoWhereItWasReadInPieces() {
    relay.on("GET .*/file", 1, relay.cutsAnswer(50_000));
    relay.on("GET .*/file", 1, relay.changesAnswer());
    IOException failure = failure(IOException.class, "file", () -> bytes(store, "file"));
    assertThat(failure.getMessage(), containsString("checksum"));
  }

  @Test
  void serverThatIgnoresRangesIsNotBelieved() {
    relay.on("GET .*/file", 2, relay.ignores("Range"));
    failure(IOException.class, "file", () -> store.open("file", 10, 20));
    failure(IOException.class, "file", () -> store.open("file", 10, Long.MAX_VALUE));
  }
}
