package io.github.shardmill.cli;

import io.github.shardmill.remote.UnsteadyServer;
import io.github.shardmill.remote.s3.S3Server;
import io.github.shardmill.remote.s3.UnsteadyS3;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Everything on S3. */
@Tag("slow")
class S3CommandsIT extends BucketCommandsContract {
  @Override
  String newDirectory() throws IOException {
    return "s3://" + S3Server.shared().newBucket() + "/some where";
  }

  @Override
  List<String> options() {
    return S3Server.shared().options();
  }

  @Override
  String missingBucket() {
    return "s3://not-a-bucket";
  }

  @Override
  UnsteadyServer unsteady() throws IOException {
    return new UnsteadyS3(S3Server.shared(), 8);
  }
}
