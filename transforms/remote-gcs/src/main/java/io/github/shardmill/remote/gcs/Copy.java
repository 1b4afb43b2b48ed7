package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.model.RewriteResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Copies files inside a bucket, without their bytes coming by. Stateless. */
final class Copy {
  private Copy() {}

  /**
   * Copies a file with its metadata; the target is replaced whole or not at all.
   *
   * @throws NoSuchFileException if there is no such file
   */
  static void run(GcsBucket bucket, String from, String to) throws IOException {
    if (from.equals(to)) {
      bucket.ask(from, client -> client.objects().get(bucket.name(), from).execute());
      return;
    }
    String token = null;
    boolean done = false;
    while (!done) {
      RewriteResponse answer = rewrite(bucket, from, to, token);
      done = answer.getDone();
      token = answer.getRewriteToken();
      if (!done && token == null) {
        throw new IOException(
            bucket.where(from) + ": the server copied a part and does not say how it goes on");
      }
    }
  }

  /** Copies all, or as much as the server does by one request. */
  private static RewriteResponse rewrite(GcsBucket bucket, String from, String to, String token)
      throws IOException {
    return bucket.ask(
        from,
        client ->
            client
                .objects()
                .rewrite(bucket.name(), from, bucket.name(), to, null)
                .setRewriteToken(token)
                .setDisableGZipContent(true)
                .execute());
  }
}
