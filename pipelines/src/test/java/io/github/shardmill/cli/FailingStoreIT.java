package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import io.github.shardmill.remote.MemoryFiles;
import io.github.shardmill.remote.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store fails at one call of an update, whichever that is. */
class FailingStoreIT {
  private static final int STEP = 19;

  @TempDir Path temp;
  private Path docs;

  @Test
  void eachCallMayFailOnce() throws Exception {
    docs = Files.createDirectories(temp.resolve("docs"));
    int failures = 0;
    long calls = STEP;
    for (int call = 1; call < calls; call += STEP) {
      Files.writeString(docs.resolve("a.txt"), "umbrella");
      Files.deleteIfExists(docs.resolve("b.txt"));
      MemoryFiles remote = new MemoryFiles();
      MemoryStore store = remote.store();
      Path index = remote.path("index");
      run("build", "--input", docs, "--index", index, "--quiet").well();
      Files.writeString(docs.resolve("b.txt"), "one umbrella more " + call);
      long before = store.calls();
      if (call / STEP % 2 == 0) {
        store.failAt(call);
      } else {
        store.failAfter(call);
      }
      Ended ended = run("update", index, "--quiet");
      calls = store.calls() - before;
      store.heal();
      assertThat(ended.err(), ended.code(), anyOf(is(0), is(ExitCode.FAILED.code())));
      if (ended.code() != 0) {
        failures++;
        assertThat(ended.err(), startsWith("shardmill: "));
      }
      assertIsAtOneCommitOrTheOther(index, ended);
      endLeases(index);
      run("update", index, "--quiet").well();
      assertThat("call " + call, documents(index), is(2L));
      run("verify", index).well();
      assertNoWork(index);
    }
    assertThat(failures, is(greaterThan(0)));
  }

  private static long documents(Path index) throws IOException {
    JsonNode inspection = run("inspect", index, "--json").well().json();
    return inspection.get("documents").asLong();
  }

  private static void assertIsAtOneCommitOrTheOther(Path index, Ended ended) throws IOException {
    long documents = documents(index);
    if (ended.code() == 0) {
      assertThat(documents, is(2L));
    }
    assertThat(documents, anyOf(is(1L), is(2L)));
    run("verify", index).well();
  }

  /** Whoever could not give its lease back keeps it for minutes. */
  private static void endLeases(Path index) throws IOException {
    try (Stream<Path> leases = Files.list(index.resolve("shardmill/leases"))) {
      for (Path lease : leases.toList()) {
        String text = Files.readString(lease);
        Files.writeString(
            lease, text.replaceAll("\"expiresMillis\":[0-9]+", "\"expiresMillis\":1"));
      }
    }
  }

  private static void assertNoWork(Path index) throws IOException {
    try (Stream<Path> all = Files.walk(index.resolve("shardmill"))) {
      assertThat(
          all.map(Path::toString).filter(file -> file.contains("/work/")).toList(), is(empty()));
    }
  }
}
