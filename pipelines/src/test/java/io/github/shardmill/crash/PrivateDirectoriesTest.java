package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds text or records belongs to whoever runs the program, whatever the umask. */
class PrivateDirectoriesTest {
  private static final String[] WITHOUT_UMASK = {"sh", "-c", "umask 000; exec \"$@\"", "sh"};

  @TempDir private Path directory;

  @Test
  void workAndRunDirectoriesArePrivateWhileARunWorksAndAfterwards() throws Exception {
    Path corpus = Corpora.mixed(directory.resolve("corpus"), "vault");
    Path index = directory.resolve("index");
    Path own = index.resolve("shardmill");
    Path work = directory.resolve("work");
    Path elsewhere = work.resolve("shardmill-open");
    try (ChildJvm process = new ChildJvm(directory.resolve("process"))) {
      process.waitingAt("commit.before-adopt").under(WITHOUT_UMASK);
      process
          .start(
              BuildCommands.build(corpus, index, "--work-dir", work.toString(), "--run-id", "open"))
          .awaitPoint();

      assertPrivate(own, own.resolve("runs"), own.resolve("runs").resolve("open"));
      assertPrivate(own.resolve("work"), own.resolve("work").resolve("open"));
      assertPrivate(elsewhere);
      assertPrivate(
          elsewhere.resolve("spool"), elsewhere.resolve("shards"), elsewhere.resolve("records"));
      process.goOn();
      ChildJvm.Ended ended = process.await();
      assertThat(ended.err(), ended.code(), is(0));
    }
    assertPrivate(own, own.resolve("runs"), own.resolve("runs").resolve("open"));
    assertThat("the umask had an effect", mode(index), is("rwxrwxrwx"));
  }

  private static void assertPrivate(Path... directories) throws IOException {
    Map<Path, String> found = new TreeMap<>();
    Map<Path, String> expected = new TreeMap<>();
    for (Path path : directories) {
      found.put(path, mode(path));
      expected.put(path, "rwx------");
    }
    assertThat(found, is(expected));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
