package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One part of the page, under a heading of its own. */
interface Section {
  /** Returns the anchor: a constant of lower-case letters. */
  String id();

  /** Returns the heading: a constant. */
  String title();

  /** Returns whether the record holds nothing for this part; it is then left out. */
  boolean isEmpty();

  /** Returns the markup below the heading, every value escaped. */
  String html();

  /** Returns whether it takes the page's whole width. */
  default boolean isWide() {
    return false;
  }

  /** Adds what the page's script needs to draw the part's plots; nothing when it has none. */
  default void addPlots(ObjectNode data) {}
}
