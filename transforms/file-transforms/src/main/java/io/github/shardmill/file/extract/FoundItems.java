package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Collects the items of one file, and knows which one is being parsed. Not thread-safe. */
final class FoundItems implements ItemSink {
  private final List<ExtractedItem> items = new ArrayList<>();
  private final Deque<ItemPath> begun = new ArrayDeque<>();

  /** Returns the items that have ended, so far. */
  List<ExtractedItem> items() {
    return items;
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
    items.add(item);
  }
}
