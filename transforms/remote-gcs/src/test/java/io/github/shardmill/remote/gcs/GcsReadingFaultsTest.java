package io.github.shardmill.remote.gcs;

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
final class GcsReadingFaultsTest extends GcsFaultsFixture {
  private final byte[] content = new byte[300_000];

  @BeforeEach
  void putContent() throws IOException {
    new Random(5).nextBytes(content);
    direct.put(file(content), "file", false);
  }

  @Test
  void readingGoesOnWhereItBrokeOff() throws IOException {
    way.on(READ, 4, way.cutsAnswer(50_000));
    assertThat(Arrays.equals(bytes(store, "file"), content), is(true));
    GcsCall last = way.seen(READ).get(4);
    assertThat(last.headers().get("range"), is("bytes=200000-299999"));
    assertThat(last.query().containsKey("ifGenerationMatch"), is(true));
  }

  @Test
  void rangeGoesOnWhereItBrokeOff() throws IOException {
    way.on(READ, 2, way.cutsAnswer(30_000));
    try (InputStream in = store.open("file", 100_000, 100_000)) {
      assertThat(
          Arrays.equals(in.readAllBytes(), Arrays.copyOfRange(content, 100_000, 200_000)),
          is(true));
    }
  }

  @Test
  void readingGoesOnAsLongAsItComesForward() throws IOException {
    way.on(READ, FaultyGcs.ALWAYS, way.cutsAnswer(20_000));
    assertThat(Arrays.equals(bytes(store, "file"), content), is(true));
  }

  @Test
  void readingThatDoesNotComeForwardIsAFailure() {
    way.on(READ, 1, way.cutsAnswer(50_000));
    way.on(READ, FaultyGcs.ALWAYS, way.cutsAnswer(0));
    IOException failure = failure(IOException.class, "file", () -> bytes(store, "file"));
    assertThat(failure.getMessage(), containsString("50000"));
  }

  @Test
  void fileThatChangedMeanwhileIsNotMixed() throws IOException {
    way.on(READ, 1, way.cutsAnswer(50_000));
    try (InputStream in = store.open("file", 0, Long.MAX_VALUE)) {
      in.readNBytes(50_000);
      direct.put(file(new byte[300_000]), "file", false);
      IOException failure = failure(IOException.class, "file", () -> in.readAllBytes());
      assertThat(failure.getMessage(), containsString("changed"));
    }
  }

  @Test
  void fileThatIsDeletedMeanwhileIsMissed() throws IOException {
    way.on(READ, 1, way.cutsAnswer(50_000));
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
      way.on(READ, 1, way.changesAnswer());
      IOException failure = failure(IOException.class, key, () -> bytes(store, key));
      assertThat(failure.getMessage(), containsString("checksum"));
    }
  }

  @Test
  void contentThatChangedOnTheWayIsNoticedAlsoWhereItWasReadInPieces() {
    way.on(READ, 1, way.cutsAnswer(50_000));
    way.on(READ, 1, way.changesAnswer());
    IOException failure = failure(IOException.class, "file", () -> bytes(store, "file"));
    assertThat(failure.getMessage(), containsString("checksum"));
  }

  @Test
  void serverThatIgnoresRangesIsNotBelieved() throws IOException {
    way.on(READ, 2, way.ignores("Range"));
    failure(IOException.class, "file", () -> store.open("file", 10, 20));
    failure(IOException.class, "file", () -> store.open("file", 10, Long.MAX_VALUE));
    way.on(READ, 1, way.cutsAnswer(10));
    way.on(READ, 1, way.ignores("Range"));
    try (InputStream in = store.open("file", 0, Long.MAX_VALUE)) {
      failure(IOException.class, "file", () -> in.readAllBytes());
    }
  }
}
