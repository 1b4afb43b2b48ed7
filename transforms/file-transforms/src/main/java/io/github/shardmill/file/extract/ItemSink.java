package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;

/** Takes the items of one file as they are found, those that another one holds before it. */
interface ItemSink {
  /** An item is about to be parsed: where nothing more is heard, it is the one at fault. */
  void begin(ItemPath path);

  /** An item has ended, whatever its outcome. */
  void end(ExtractedItem item);
}
