package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteFilesTest;
import io.github.shardmill.remote.RemoteOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What the JDK's own methods do with files on Google Cloud Storage. */
class RemoteFilesOnGcsTest extends RemoteFilesTest {
  @Override
  protected Path home() throws IOException {
    GcsServer server = GcsServer.shared();
    RemoteOptions.use(
        PipelineOptionsFactory.fromArgs(server.options().toArray(String[]::new)).create());
    return Locations.path("gs://" + server.newBucket() + "/files");
  }
}
