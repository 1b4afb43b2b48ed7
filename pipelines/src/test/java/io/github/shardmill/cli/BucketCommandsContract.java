package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import io.github.shardmill.remote.UnsteadyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line does besides with a server that keeps objects in buckets, over HTTP. */
abstract class BucketCommandsContract extends RemoteCommandsContract {
  private static final long FEWEST_FAILURES = 5;

  /** Returns a bucket that is not there, as people write it. */
  abstract String missingBucket();

  /** Returns the server, or a way to it, as it is when it has too much to do. */
  abstract UnsteadyServer unsteady() throws IOException;

  @Test
  void aServerWithTooMuchToDoIsAskedAgain(@TempDir Path docs) throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.writeString(docs.resolve(i + ".txt"), "umbrella number " + i);
    }
    String index = newDirectory();
    try (UnsteadyServer unsteady = unsteady()) {
      for (List<String> command :
          List.of(
              List.of("build", "--input", docs.toString(), "--index", index, "--quiet"),
              List.of("update", index, "--checksum", "--quiet"),
              List.of("verify", index),
              List.of("search", index, "umbrella"))) {
        run(command, unsteady.options()).well();
      }
      assertThat(unsteady.failed(), greaterThan(FEWEST_FAILURES));
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    String index = missingBucket() + "/index";
    assertThat(
        run(List.of("inspect", index), options()).refusedWith(2),
        allOf(containsString(index), containsString("no such bucket")));
  }

  private static RealCommandLine.Ended run(List<String> command, List<String> options) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(options);
    return RealCommandLine.run(arguments.toArray(String[]::new));
  }
}
