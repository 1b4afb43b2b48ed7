package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.remote.gcs.GcsServer;
import io.github.shardmill.remote.gcs.UnsteadyGcs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything on a server that speaks as Google Cloud Storage does. */
@Tag("slow")
class GcsCommandsIT extends RemoteCommandsContract {
  @Override
  String newDirectory() {
    return "gs://" + GcsServer.shared().newBucket() + "/some where";
  }

  @Override
  List<String> options() {
    return GcsServer.shared().options();
  }

  @Test
  @Tag("heavy")
  void aServerWithTooMuchToDoIsAskedAgain(@TempDir Path docs) throws IOException {
    for (int i = 0; i < 10; i++) {
      Files.writeString(docs.resolve(i + ".txt"), "umbrella number " + i);
    }
    String index = newDirectory();
    try (UnsteadyGcs unsteady = new UnsteadyGcs(GcsServer.shared(), 8)) {
      for (List<String> command :
          List.of(
              List.of("build", "--input", docs.toString(), "--index", index, "--quiet"),
              List.of("update", index, "--checksum", "--quiet"),
              List.of("verify", index),
              List.of("search", index, "umbrella"))) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(unsteady.options());
        RealCommandLine.run(arguments.toArray(String[]::new)).well();
      }
      assertThat(unsteady.lost(), is(greaterThan(5L)));
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    List<String> arguments = new ArrayList<>(List.of("inspect", "gs://not-a-bucket/index"));
    arguments.addAll(options());
    assertThat(
        RealCommandLine.run(arguments.toArray(String[]::new)).refusedWith(2),
        allOf(containsString("gs://not-a-bucket/index"), containsString("no such bucket")));
  }
}
