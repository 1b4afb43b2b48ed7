package io.github.shardmill.remote.gcs;

import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;
import java.util.Optional;

/**
 * A file that is sent in parts, one after the other, which nobody sees before the last. The server
 * remembers how far it is, and forgets what nobody goes on with. For one thread.
 */
final class Session {
  private static final int MORE_IS_WANTED = 308;
  private static final String BYTES_FROM_0 = "bytes=0-";

  private final Insert insert;
  private final LocalContent content;
  private final GenericUrl where;
  private long sent;
  private boolean interrupted;

  private Session(Insert insert, LocalContent content, GenericUrl where) {
    this.insert = insert;
    this.content = content;
    this.where = where;
  }

  /** Begins a file. */
  static Session begin(Insert insert, LocalContent content) throws IOException {
    return new Session(insert, content, insert.begin(content));
  }

  /** Returns how many bytes the server has for certain. */
  long sent() {
    return sent;
  }

  /**
   * Sends what the server has not. Who calls this again after a failure goes on where it was.
   *
   * @return what the server keeps
   */
  StorageObject goOn() throws IOException {
    Optional<StorageObject> kept = Optional.empty();
    if (interrupted) {
      kept = put(new EmptyContent(), "bytes */" + content.size());
    }
    interrupted = true;
    while (kept.isEmpty()) {
      long before = sent;
      long length = Math.min(insert.bucket().partBytes(), content.size() - before);
      kept =
          put(
              content.slice(before, length),
              "bytes " + before + "-" + (before + length - 1) + "/" + content.size());
      if (kept.isEmpty() && (sent <= before || sent >= content.size())) {
        throw new IOException("the server has " + sent + " bytes after " + before + " and a part");
      }
    }
    return kept.get();
  }

  private Optional<StorageObject> put(HttpContent part, String range) throws IOException {
    HttpResponse response = insert.put(where, part, range);
    if (response.isSuccessStatusCode()) {
      return Optional.of(insert.parsed(response));
    }
    if (response.getStatusCode() != MORE_IS_WANTED) {
      throw insert.failure(response);
    }
    sent = received(response.getHeaders().getRange());
    response.ignore();
    return Optional.empty();
  }

  /** Returns how many bytes have come; as in: bytes=0-99. */
  private static long received(String range) throws IOException {
    if (range == null) {
      return 0;
    }
    try {
      if (range.startsWith(BYTES_FROM_0)) {
        return Long.parseLong(range.substring(BYTES_FROM_0.length())) + 1;
      }
    } catch (NumberFormatException e) {
      throw new IOException("the server says that it has " + range, e);
    }
    throw new IOException("the server says that it has " + range);
  }
}
