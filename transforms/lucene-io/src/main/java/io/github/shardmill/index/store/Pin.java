package io.github.shardmill.index.store;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The wish that a commit stays, whatever its age. Immutable; its JSON form is stable.
 *
 * @param generation Lucene's generation of the commit
 * @param pinned when, as an ISO 8601 instant; empty where it is not known
 * @param by the user who did it; empty where it is not known
 * @param note why; empty for no reason given
 */
@JsonPropertyOrder({"generation", "pinned", "by", "note"})
public record Pin(long generation, String pinned, String by, String note) {}
