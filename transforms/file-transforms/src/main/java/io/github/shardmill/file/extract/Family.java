package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import java.util.Optional;

/**
 * What the documents embedded in one file, at all depths, have in common: who takes them, how much
 * they may be together, and which of them must not be parsed. Belongs to one parse of the file.
 */
final class Family {
  /** How deep documents may be embedded in each other. */
  static final int MAX_DEPTH = 20;

  /** How many documents may be embedded in one file, at all depths together. */
  static final int MAX_COUNT = 1_000_000;

  /** So many bytes may come out of any file, however small. */
  static final long FREE_BYTES = 16L << 20;

  /** How many times its own length may come out of a larger file, at all depths together. */
  static final int MAX_RATIO = 100;

  private final ItemSink sink;
  private final Culprits culprits;
  private final long maxBytes;
  private ItemClaims claims = ItemClaims.ALL;
  private long direct;
  private long count;
  private long bytes;
  private String limitReached = "";
  private boolean pictures;

  /**
   * Prepares.
   *
   * @param sink takes the items
   * @param culprits are passed over
   * @param length of the file, in bytes
   */
  Family(ItemSink sink, Culprits culprits, long length) {
    this.sink = sink;
    this.culprits = culprits;
    this.maxBytes = maxBytes(length);
  }

  /** Returns how many bytes may come out of a file of this length. */
  static long maxBytes(long length) {
    return Math.max(FREE_BYTES, MAX_RATIO * length);
  }

  /** Returns whether so many items with so many bytes come to no limit of such a file. */
  static boolean isWithinLimits(long items, long bytes, long length) {
    return items <= MAX_COUNT && bytes < maxBytes(length);
  }

  /** Leaves to others what they have claimed. */
  void share(ItemClaims shared) {
    claims = shared;
  }

  /**
   * Says what type the file is of, before anything is found in it. Where it is none that many work
   * through at the same time, nothing is left to others.
   *
   * @return whether it is to be parsed here at all
   */
  boolean begin(String type) {
    if (Helpers.TYPES.contains(type)) {
      return true;
    }
    boolean leads = !claims.helps();
    claims = ItemClaims.ALL;
    return leads;
  }

  /**
   * Returns whether the next document that the file holds directly is parsed here. One that is not
   * counts as let in, since others do.
   */
  boolean takesNext() {
    boolean takes = claims.take(direct++);
    count += takes ? 0 : 1;
    return takes;
  }

  /** Returns that of a file whose items are refused, or that has none. */
  static Family none() {
    FoundItems.PartSink none =
        (family, number, items) -> {
          throw new IllegalStateException("a file without items has a part of them");
        };
    return new Family(new FoundItems(none), Culprits.NONE, 0);
  }

  /** Returns which limit made documents be skipped or cut, one line; empty where none did. */
  String limitReached() {
    return limitReached;
  }

  /** Returns whether another document of this depth is let in. */
  boolean admits(int depth) {
    if (depth > MAX_DEPTH) {
      limitReached = "more than " + MAX_DEPTH + " levels of embedded documents";
    } else if (count >= MAX_COUNT) {
      limitReached = "more than " + MAX_COUNT + " embedded documents";
    } else if (bytes >= maxBytes) {
      limitReached = unfoldsTooFar();
    } else {
      return true;
    }
    return false;
  }

  /** Counts a document that is let in, and returns how it ended if it must not be parsed. */
  Optional<Culprits.Verdict> begin(ItemPath path) {
    count++;
    Culprits.Verdict verdict = culprits.byPath().get(path);
    if (verdict == null) {
      sink.begin(path);
    }
    return Optional.ofNullable(verdict);
  }

  /** Returns how many documents were let in. */
  long count() {
    return count;
  }

  /** Notes that there is something, at any depth, that text can be read from as from a picture. */
  void sawPicture() {
    pictures = true;
  }

  /** Returns whether there is. */
  boolean hasPictures() {
    return pictures;
  }

  /** Returns how many bytes the next document may have. */
  long bytesLeft() {
    return maxBytes - bytes;
  }

  /** Lets nothing more in: a document has more bytes than are left. */
  void fill() {
    bytes = maxBytes;
    limitReached = unfoldsTooFar();
  }

  /** Counts bytes of a document. */
  void took(long read) {
    bytes += read;
  }

  /** Returns what is wrong with a document that has more bytes than are left. */
  String unfoldsTooFar() {
    return "unfolds to more than " + (maxBytes >> 20) + " MiB";
  }

  /** Hands a document over. */
  void end(ExtractedItem item) {
    sink.end(item);
  }
}
