package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the items that one document holds directly add to the hash of a mail: of an attached mail
 * the hash of what it says, of another item SHA-256 of its bytes. All of them or none, since a mail
 * of which something is missing is not known to say the same as another. Not thread-safe.
 */
final class AttachmentHashes {
  /** The most that are kept; a mail with more has no hash. Archives have millions of entries. */
  static final int MAX_COUNT = 1_000;

  private final List<String> hashes = new ArrayList<>();
  private boolean isIncomplete;

  /** Adds an item. */
  void add(ExtractedItem item) {
    String message = item.content().mail().message();
    Optional<String> hash =
        message.isEmpty() ? item.digests().map(Digests::sha256) : Optional.of(message);
    if (hash.isEmpty() || hashes.size() == MAX_COUNT) {
      leaveOut();
    } else if (!isIncomplete) {
      hashes.add(hash.get());
    }
  }

  /** Notes that there is an item that is not looked at. */
  void leaveOut() {
    isIncomplete = true;
    hashes.clear();
  }

  /** Returns all, in the order of the items; empty where one is missing. */
  Optional<List<String>> all() {
    return isIncomplete ? Optional.empty() : Optional.of(List.copyOf(hashes));
  }
}
