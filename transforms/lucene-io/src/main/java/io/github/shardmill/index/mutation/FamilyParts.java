package io.github.shardmill.index.mutation;

import java.util.UUID;

/**
 * What was handed over of a family before its root: all parts with these numbers, or the run fails.
 *
 * @param family as its parts say it
 * @param count how many parts there are, numbered from 0
 * @param documents in all of them
 */
public record FamilyParts(UUID family, int count, long documents) {
  /** No part at all. */
  public static final FamilyParts NONE = new FamilyParts(new UUID(0, 0), 0, 0);
}
