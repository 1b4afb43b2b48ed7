package io.github.shardmill.index.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;
import java.util.List;

/**
 * What the values of one keyword field say about a document.
 *
 * @param field the keyword field that holds the status; empty when the schema has none
 * @param good statuses that need nobody's attention; all others go to the exceptions of a run
 * @param unstable statuses that depend on the machine and the moment; the logical digest of such a
 *     document covers its ids and the {@code identity} fields only
 * @param identity fields that the digest of an unstable document covers
 * @param noted fields that an exception repeats beside the status, such as its cause
 */
@JsonPropertyOrder({"field", "good", "unstable", "identity", "noted"})
public record StatusRule(
    @JsonProperty("field") String field,
    @JsonProperty("good") List<String> good,
    @JsonProperty("unstable") List<String> unstable,
    @JsonProperty("identity") List<String> identity,
    @JsonProperty("noted") List<String> noted)
    implements Serializable {
  /** No field holds a status: every document is good and stable. */
  public static final StatusRule NONE =
      new StatusRule("", List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public StatusRule {
    good = List.copyOf(good);
    unstable = List.copyOf(unstable);
    identity = List.copyOf(identity);
    noted = List.copyOf(noted);
  }

  /** Returns whether documents have a status at all. */
  @JsonIgnore
  public boolean isPresent() {
    return !field.isEmpty();
  }
}
