package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final int ROUNDS = 300;

  @TempDir Path temp;

  @Test
  void whoReadsWhileItIsReplacedSeesOneContentWhole() throws IOException {
    Path file = temp.resolve("file");
    WholeFile.write(file, content(0));
    ExecutorService threads = Executors.newSingleThreadExecutor(call -> new Thread(call, "writer"));
    try {
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> rewrite(file), threads);
      while (!writing.isDone()) {
        byte[] found = Files.readAllBytes(file);
        assertThat(found, equalTo(content(found[0])));
      }
      writing.join();
    } finally {
      threads.shutdownNow();
    }
    assertThat(Files.exists(WholeFile.unfinished(file)), is(false));
  }

  private static void rewrite(Path file) {
    for (int i = 1; i < ROUNDS; i++) {
      try {
        WholeFile.write(file, content((byte) i));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static byte[] content(int number) {
    byte[] content = new byte[100_000];
    Arrays.fill(content, (byte) number);
    return content;
  }
}
