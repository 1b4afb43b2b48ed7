package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile.Parts;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Collects the items that one try at a file finds, and hands them over in parts where they are more
 * than are held in memory. Knows which item is being parsed. Not thread-safe.
 *
 * <p>Where many work through a file at the same time each collects for itself, and all give their
 * parts numbers of one {@link Numbering}.
 */
final class FoundItems implements ItemSink {
  /** So many items are held, */
  static final int MAX_HELD = 1_000;

  /** with so much text, in UTF-16 code units. */
  static final int MAX_HELD_CHARACTERS = 1 << 19;

  private final PartSink sink;
  private final Numbering numbering;
  private final List<ExtractedItem> held = new ArrayList<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Deque<ItemPath> begun = new ArrayDeque<>();
  private long heldCharacters;
  private int longest;
  private long count;
  private long bytes;
  private RuntimeException failure;

  /** Takes parts. */
  @FunctionalInterface
  interface PartSink {
    /** Takes the items of a part. */
    void take(UUID family, int number, List<ExtractedItem> items);
  }

  /** Numbers the parts of one family. Thread-safe. */
  static final class Numbering {
    private final UUID family = UUID.randomUUID();
    private final AtomicInteger parts = new AtomicInteger();
  }

  /** Collects for a file whose parts go there. */
  FoundItems(PartSink sink) {
    this(sink, new Numbering());
  }

  /** Collects for a file whose parts go there, perhaps with others. */
  FoundItems(PartSink sink, Numbering numbering) {
    this.sink = sink;
    this.numbering = numbering;
  }

  /** Returns the innermost item that has begun and not ended. */
  Optional<ItemPath> inFlight() {
    return Optional.ofNullable(begun.peek());
  }

  @Override
  public void begin(ItemPath path) {
    begun.push(path);
  }

  @Override
  public void end(ExtractedItem item) {
    if (item.path().equals(begun.peek())) {
      begun.pop();
    }
    int characters = item.content().text().length();
    count++;
    bytes += item.digests().map(Digests::size).orElse(0L);
    if (held.size() == MAX_HELD || heldCharacters + characters > MAX_HELD_CHARACTERS) {
      handOver();
    }
    held.add(item);
    heldCharacters += characters;
    longest = Math.max(longest, characters);
  }

  /**
   * Makes sure that nothing was lost on its way to the sink.
   *
   * @throws RuntimeException what the sink threw, if it did
   */
  void requireHandedOver() {
    if (failure != null) {
      throw failure;
    }
  }

  private void handOver() {
    requireHandedOver();
    if (held.isEmpty()) {
      return;
    }
    try {
      sink.take(numbering.family, numbering.parts.getAndIncrement(), List.copyOf(held));
    } catch (RuntimeException ofTheSink) {
      // Parsers are on the stack, which take any exception for one of theirs.
      failure = ofTheSink;
      throw ofTheSink;
    }
    held.forEach(item -> outcomes.merge(item.outcome(), 1L, Long::sum));
    held.clear();
    heldCharacters = 0;
  }

  /** Returns how many items have ended. */
  long count() {
    return count;
  }

  /** Returns how many bytes they have together. */
  long bytes() {
    return bytes;
  }

  /**
   * Adds what another one has collected of the same file, who collects no more.
   *
   * @throws RuntimeException what the sink threw, if it did
   */
  void add(FoundItems other) {
    other.requireHandedOver();
    if (numbering.parts.get() > 0
        || held.size() + other.held.size() > MAX_HELD
        || heldCharacters + other.heldCharacters > MAX_HELD_CHARACTERS) {
      handOver();
      other.handOver();
    }
    held.addAll(other.held);
    heldCharacters += other.heldCharacters;
    other.outcomes.forEach((outcome, items) -> outcomes.merge(outcome, items, Long::sum));
    longest = Math.max(longest, other.longest);
    count += other.count;
    bytes += other.bytes;
  }

  /**
   * Returns the file with all that was found in it.
   *
   * @throws RuntimeException what the sink threw, if it did
   */
  ParsedFile of(DocumentParser.Parsed file) {
    requireHandedOver();
    if (numbering.parts.get() > 0) {
      handOver();
    }
    int parts = numbering.parts.get();
    Parts handedOver = parts == 0 ? Parts.NONE : new Parts(numbering.family, parts, outcomes);
    return new ParsedFile(file, held, handedOver, longest);
  }
}
