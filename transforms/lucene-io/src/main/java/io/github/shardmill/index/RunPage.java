package io.github.shardmill.index;

import java.io.Serializable;

/** Renders a run record as a page for people. Pure: the same record gives the same page. */
@FunctionalInterface
public interface RunPage extends Serializable {
  /** Returns the page, or an empty string for none. */
  String render(String runRecordJson);
}
