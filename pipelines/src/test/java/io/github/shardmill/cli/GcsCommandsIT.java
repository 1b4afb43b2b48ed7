package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.github.shardmill.remote.gcs.GcsServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
  void aBucketThatIsNotThereIsNamed() {
    List<String> arguments = new ArrayList<>(List.of("inspect", "gs://not-a-bucket/index"));
    arguments.addAll(options());
    assertThat(
        RealCommandLine.run(arguments.toArray(String[]::new)).refusedWith(2),
        allOf(containsString("gs://not-a-bucket/index"), containsString("no such bucket")));
  }
}
