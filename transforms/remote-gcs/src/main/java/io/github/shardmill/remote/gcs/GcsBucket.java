package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.Storage;
import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;

/**
 * A bucket, the client that reaches it, and how it is worked with. Thread-safe.
 *
 * @param client asked for one thing at a time by any number of threads; tries nothing again
 * @param name of the bucket
 * @param pauses between two tries
 * @param partBytes the largest file that is sent by one request, and the size of a part of larger
 *     ones; a multiple of {@value #GRAIN_BYTES}
 */
record GcsBucket(Storage client, String name, Pauses pauses, int partBytes) {
  /** The server takes no parts of another size: its own limit. */
  static final int GRAIN_BYTES = 256 << 10;

  /** What is sent again when a connection breaks is no more than this. */
  static final int PART_BYTES = 16 << 20;

  GcsBucket {
    if (partBytes <= 0 || partBytes % GRAIN_BYTES != 0) {
      throw new IllegalArgumentException(partBytes + " bytes, not a multiple of " + GRAIN_BYTES);
    }
  }

  /** What the server is asked for; does no harm when it is done twice. */
  @FunctionalInterface
  interface Request<T> {
    T send(Storage client) throws IOException;
  }

  /** Returns the whole location of a key, as a person writes it. */
  String where(String key) {
    return GcsStoreFactory.SCHEME + "://" + name + "/" + key;
  }

  /**
   * Asks the server for something that concerns a key, and again if it failed for a reason that may
   * pass.
   *
   * @throws IOException what went wrong, in terms of files
   */
  <T> T ask(String key, Request<T> request) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        return request.send(client);
      } catch (IOException e) {
        if (failures >= pauses.tries() || !GcsFailures.mayPass(e)) {
          throw GcsFailures.of(e, where(key));
        }
      }
      pauses.await(failures);
    }
  }
}
