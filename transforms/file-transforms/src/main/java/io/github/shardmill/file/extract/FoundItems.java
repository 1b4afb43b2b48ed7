package io.github.shardmill.file.extract;

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

/**
 * Collects the items that one try at a file finds, and hands them over in parts where they are more
 * than are held in memory. Knows which item is being parsed. Not thread-safe.
 */
final class FoundItems implements ItemSink {
  /** So many items are held, */
  static final int MAX_HELD = 1_000;

  /** with so much text, in UTF-16 code units. */
  static final int MAX_HELD_CHARACTERS = 1 << 19;

  private final PartSink sink;
  private final UUID family = UUID.randomUUID();
  private final List<ExtractedItem> held = new ArrayList<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Deque<ItemPath> begun = new ArrayDeque<>();
  private long heldCharacters;
  private int longest;
  private int parts;
  private RuntimeException failure;

  /** Takes parts. */
  @FunctionalInterface
  interface PartSink {
    /** Takes the items of a part. */
    void take(UUID family, int number, List<ExtractedItem> items);
  }

  /** Collects for a file whose parts go there. */
  FoundItems(PartSink sink) {
    this.sink = sink;
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
    if (held.size() == MAX_HELD || heldCharacters + characters > MAX_HELD_CHARACTERS) {
      handOver();
    }
    held.add(item);
    heldCharacters += characters;
    longest = Math.max(longest, characters);
  }

  private void handOver() {
    if (failure != null) {
      throw failure;
    }
    if (held.isEmpty()) {
      return;
    }
    try {
      sink.take(family, parts++, List.copyOf(held));
    } catch (RuntimeException ofTheSink) {
      // Parsers are on the stack, which take any exception for one of theirs.
      failure = ofTheSink;
      throw ofTheSink;
    }
    held.forEach(item -> outcomes.merge(item.outcome(), 1L, Long::sum));
    held.clear();
    heldCharacters = 0;
  }

  /**
   * Returns the file with all that was found in it.
   *
   * @throws RuntimeException what the sink threw, if it did
   */
  ParsedFile of(DocumentParser.Parsed file) {
    if (failure != null) {
      throw failure;
    }
    if (parts > 0) {
      handOver();
    }
    Parts handedOver = parts == 0 ? Parts.NONE : new Parts(family, parts, outcomes);
    return new ParsedFile(file, held, handedOver, longest);
  }
}
