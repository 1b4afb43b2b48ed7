package io.github.shardmill.index.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What an exported manifest says about itself. Immutable.
 *
 * @param manifest version of the format, {@value #VERSION}
 * @param generation Lucene's generation of the commit
 * @param run the run that made the commit
 * @param logicalDigest the logical digest of the commit
 * @param records SHA-256 of the run's {@code run.json}, as the commit carries it
 * @param previous SHA-256 of the bytes of the manifest before this; empty for none
 * @param fields what each line says about a root, in order
 */
@JsonPropertyOrder({
  "manifest",
  "generation",
  "run",
  "logicalDigest",
  "records",
  "previous",
  "fields"
})
public record ManifestHeader(
    @JsonProperty(value = "manifest", required = true) int manifest,
    @JsonProperty(value = "generation", required = true) long generation,
    @JsonProperty(value = "run", required = true) String run,
    @JsonProperty(value = "logicalDigest", required = true) String logicalDigest,
    @JsonProperty(value = "records", required = true) String records,
    @JsonProperty(value = "previous", required = true) String previous,
    @JsonProperty(value = "fields", required = true) List<String> fields) {
  /** The version of the format that is written. */
  public static final int VERSION = 1;

  /** Copies the list. */
  public ManifestHeader {
    fields = List.copyOf(fields);
  }
}
