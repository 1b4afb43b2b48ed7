package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, the client that reaches it, and how it is worked with. Thread-safe.
 *
 * @param client asked for one thing at a time by any number of threads; tries again by itself
 * @param name of the bucket
 * @param placement how new files are stored, and by which key old ones are read
 * @param limits how much goes into one request
 * @param pauses between two tries of what the client does not try again by itself
 */
record S3Bucket(S3Client client, String name, Placement placement, Limits limits, Pauses pauses) {
  /** Returns the whole location of a key, as a person writes it. */
  String where(String key) {
    return S3StoreFactory.SCHEME + "://" + name + "/" + key;
  }

  /**
   * Asks the server for something that concerns a key.
   *
   * @throws IOException what went wrong, in terms of files
   */
  <T> T ask(String key, Function<S3Client, T> request) throws IOException {
    try {
      return request.apply(client);
    } catch (SdkException e) {
      throw S3Failures.of(e, where(key));
    }
  }
}
