package io.github.shardmill.cli;

import io.github.shardmill.remote.UnsteadyServer;
import io.github.shardmill.remote.gcs.GcsServer;
import io.github.shardmill.remote.gcs.UnsteadyGcs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything on a server that speaks as Google Cloud Storage does. */
@Tag("slow")
class GcsCommandsIT extends BucketCommandsContract {
  @Override
  String newDirectory() {
    return "gs://" + GcsServer.shared().newBucket() + "/some where";
  }

  @Override
  List<String> options() {
    return GcsServer.shared().options();
  }

  @Override
  String missingBucket() {
    return "gs://not-a-bucket";
  }

  @Override
  UnsteadyServer unsteady() throws IOException {
    return new UnsteadyGcs(GcsServer.shared(), 8);
  }

  /** Waits long: lost answers are asked for with growing pauses. */
  @Override
  @Test
  @Tag("heavy")
  void aServerWithTooMuchToDoIsAskedAgain(@TempDir Path docs) throws IOException {
    super.aServerWithTooMuchToDoIsAskedAgain(docs);
  }
}
