package io.github.shardmill.remote.hdfs;

import static org.apache.hadoop.fs.Options.Rename.NONE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.hdfs.LosingHdfs.Loss;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.CompositeCrcFileChecksum;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.DataChecksum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store makes of calls of which it cannot know whether they were done. */
class LostAnswerTest {
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir Path local;

  private final String home = "lost/" + UUID.randomUUID();
  private final String key = home + "/file";
  private HdfsServer server;
  private RemoteStore store;
  private RemoteStore other;
  private DistributedFileSystem hdfs;

  @BeforeEach
  void connect() throws IOException {
    server = HdfsServer.shared();
    store = Stores.impatient(server, "fs.hdfs.impl", LosingHdfs.class.getName());
    other = Stores.open(server);
    hdfs = Stores.client(server);
  }

  @AfterEach
  void disconnect() throws IOException {
    LosingHdfs.heal();
    store.close();
    other.close();
    hdfs.close();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(local, "file", ""), content);
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(Stores.unfinished(hdfs, home), is(0L));
  }

  private org.apache.hadoop.fs.Path onlyUnfinished() throws IOException {
    return hdfs.listStatus(new org.apache.hadoop.fs.Path("/" + home))[0].getPath();
  }

  @Test
  void fileOfWhichTheAnswerGotLostIsThere() throws IOException {
    for (boolean exclusive : new boolean[] {false, true}) {
      LosingHdfs.lose(Loss.ANSWER, 1);
      store.put(file("mine"), key + exclusive, exclusive);
      assertThat(Stores.text(other, key + exclusive), is("mine"));
    }
    assertNothingIsLeft();
  }

  @Test
  void fileOfWhichAllAnswersGetLostIsThere() throws IOException {
    LosingHdfs.lose(Loss.ANSWER, ALWAYS);
    store.put(file("mine"), key, true);
    assertThat(Stores.text(other, key), is("mine"));
    assertNothingIsLeft();
  }

  @Test
  void callThatGotLostIsMadeAgain() throws IOException {
    LosingHdfs.lose(Loss.CALL, 2);
    store.put(file("mine"), key, true);
    assertThat(Stores.text(other, key), is("mine"));
    assertNothingIsLeft();
  }

  @Test
  void fileIsAsItWasWhenAllCallsGetLost() throws IOException {
    other.put(file("before"), key, false);
    LosingHdfs.lose(Loss.CALL, ALWAYS);
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.put(file("mine"), key, false));
    assertThat(e.getMessage(), containsString(server.location() + "/" + key));
    assertThat(Stores.text(other, key), is("before"));
    assertNothingIsLeft();
  }

  @Test
  void fileOfWhichTheCallCameLateIsThere() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    LosingHdfs.lose(
        Loss.CALL,
        ALWAYS,
        () -> {
          if (calls.incrementAndGet() == Retries.LEAST_TRIES) {
            hdfs.rename(onlyUnfinished(), new org.apache.hadoop.fs.Path("/" + key), NONE);
          }
        });
    store.put(file("mine"), key, true);
    assertThat(Stores.text(other, key), is("mine"));
    assertThat(calls.get(), is(Retries.LEAST_TRIES));
  }

  @Test
  void whoWroteFirstWinsWhenTheCallOfAnotherGotLost() throws IOException {
    LosingHdfs.lose(Loss.CALL, 1, () -> other.put(file("other"), key, true));
    assertThrows(FileAlreadyExistsException.class, () -> store.put(file("mine"), key, true));
    assertThat(Stores.text(other, key), is("other"));
    assertNothingIsLeft();
  }

  @Test
  void nobodyClaimsToKnowWhatCannotBeKnown() throws IOException {
    LosingHdfs.lose(Loss.ANSWER, 1, () -> other.put(file("other"), key, false));
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.put(file("mine"), key, true));
    assertThat(e.getMessage(), containsString("is unknown"));
    assertThat(Stores.text(other, key), is("other"));
    assertNothingIsLeft();
  }

  @Test
  void moveOfWhichTheAnswerGotLostIsDone() throws IOException {
    other.put(file("mine"), home + "/from", false);
    other.put(file("before"), key, false);
    LosingHdfs.lose(Loss.ANSWER, 1);
    store.rename(home + "/from", key);
    assertThat(Stores.text(other, key), is("mine"));
    assertThat(other.find(home + "/from"), is(Optional.empty()));
  }

  @Test
  void moveOfAFileThatAnotherTakesAwayFails() throws IOException {
    other.put(file("mine"), home + "/from", false);
    LosingHdfs.lose(Loss.CALL, 1, () -> other.delete(List.of(home + "/from")));
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.rename(home + "/from", key));
    assertThat(e.getMessage(), containsString("is unknown"));
    assertThat(other.find(key), is(Optional.empty()));
  }

  @Test
  void whatAnotherPutInTheDeletedFilesPlaceStays() throws IOException {
    other.put(file("mine"), key, false);
    LosingHdfs.lose(Loss.ANSWER, 1, () -> other.put(file("other"), key, true));
    store.delete(List.of(key));
    assertThat(Stores.text(other, key), is("other"));
  }

  @Test
  void deleteThatGotLostIsMadeAgain() throws IOException {
    other.put(file("mine"), key, false);
    LosingHdfs.lose(Loss.CALL, 1);
    store.delete(List.of(key));
    assertThat(other.find(key), is(Optional.empty()));
  }

  @Test
  void damagedFileIsNotPublished() throws IOException {
    other.put(file("before"), key, false);
    LosingHdfs.pretend(new CompositeCrcFileChecksum(7, DataChecksum.Type.CRC32C, 512));
    FileSystemException e =
        assertThrows(FileSystemException.class, () -> store.put(file("mine"), key, false));
    assertThat(e.getMessage(), containsString("damaged"));
    assertThat(Stores.text(other, key), is("before"));
    assertNothingIsLeft();
  }

  @Test
  void fileThatIsRemovedBeforeItIsWholeIsWrittenAgain() throws IOException {
    LosingHdfs.lose(Loss.NOTHING, 1, () -> other.sweepUnfinished(home, Long.MAX_VALUE));
    store.put(file("mine"), key, true);
    assertThat(Stores.text(other, key), is("mine"));
    assertNothingIsLeft();
  }

  @Test
  void missingFileIsNotMoved() {
    assertThrows(NoSuchFileException.class, () -> store.rename(home + "/from", key));
  }
}
