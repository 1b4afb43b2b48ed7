package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.IndexCommit;

/**
 * What Shardmill writes into the user data of a Lucene commit. Immutable.
 *
 * <p>A foreign IndexWriter carries user data forward into its own commits, so a token counts only
 * together with the generation that it was written for: see {@link #isOf}.
 *
 * @param token identifies the run's commit; the run id
 * @param generation Lucene's generation of the commit that this was written for
 * @param schema the schema of the index
 * @param digest the logical digest of all live documents
 * @param documents the number of live documents
 * @param recordsSha256 SHA-256 of the run's {@code run.json}, lower-case hex
 * @param lastTokens tokens of earlier commits and this one, oldest first, at most {@value
 *     #MAX_TOKENS}
 * @param provenance where the commit comes from
 * @param carried a JSON object that later runs go by, such as inputs; {@code {}} for none
 */
public record CommitData(
    String token,
    long generation,
    IndexSchema schema,
    LogicalDigest digest,
    long documents,
    String recordsSha256,
    List<String> lastTokens,
    Provenance provenance,
    String carried) {
  /** How many tokens a commit remembers. */
  public static final int MAX_TOKENS = 64;

  private static final String PREFIX = "shardmill.";
  private static final String FORMAT = "2";

  /** Copies the tokens. */
  public CommitData {
    lastTokens = List.copyOf(lastTokens);
  }

  /** Returns the user data that carries this. */
  public Map<String, String> toUserData() {
    Map<String, String> data = new TreeMap<>();
    data.put(PREFIX + "format", FORMAT);
    data.put(PREFIX + "token", token);
    data.put(PREFIX + "generation", Long.toString(generation));
    data.put(PREFIX + "schema", schema.toJson());
    data.put(PREFIX + "digest", digest.toString());
    data.put(PREFIX + "documents", Long.toString(documents));
    data.put(PREFIX + "records", recordsSha256);
    data.put(PREFIX + "tokens", String.join("\n", lastTokens));
    data.put(PREFIX + "kind", provenance.kind().name());
    data.put(PREFIX + "committed", Long.toString(provenance.committedMillis()));
    data.put(PREFIX + "restored", Long.toString(provenance.restored()));
    data.put(PREFIX + "previous", provenance.previousRecords());
    data.put(PREFIX + "carried", carried);
    return data;
  }

  /**
   * Reads user data.
   *
   * @return empty where Shardmill wrote nothing
   * @throws IllegalArgumentException if it was written by a newer Shardmill or is damaged
   */
  public static Optional<CommitData> fromUserData(Map<String, String> data) {
    String format = data.get(PREFIX + "format");
    if (format == null) {
      return Optional.empty();
    }
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "the index was committed by another version of Shardmill (format " + format + ")");
    }
    String tokens = value(data, "tokens");
    return Optional.of(
        new CommitData(
            value(data, "token"),
            Long.parseLong(value(data, "generation")),
            IndexSchema.fromJson(value(data, "schema")),
            LogicalDigest.parse(value(data, "digest")),
            Long.parseLong(value(data, "documents")),
            value(data, "records"),
            tokens.isEmpty() ? List.of() : List.of(tokens.split("\n")),
            new Provenance(
                Provenance.Kind.valueOf(value(data, "kind")),
                Long.parseLong(value(data, "committed")),
                Long.parseLong(value(data, "restored")),
                value(data, "previous")),
            value(data, "carried")));
  }

  /**
   * Reads what Shardmill wrote into a commit that is one of several, or into one that it was
   * carried forward from. What another version of Shardmill wrote is no reason to fail.
   *
   * @return empty where there is nothing that this version can read
   */
  public static Optional<CommitData> ifReadable(IndexCommit commit) throws IOException {
    try {
      return fromUserData(commit.getUserData());
    } catch (IllegalArgumentException otherVersion) {
      return Optional.empty();
    }
  }

  /** Reads likewise what Shardmill wrote for that very commit. */
  public static Optional<CommitData> of(IndexCommit commit) throws IOException {
    return ifReadable(commit).filter(data -> data.isOf(commit.getGeneration()));
  }

  /** Returns whether this was written for the commit of that generation. */
  public boolean isOf(long commitGeneration) {
    return generation == commitGeneration;
  }

  /** Returns the tokens for the commit after this one. */
  public List<String> tokensWith(String next) {
    List<String> tokens = new ArrayList<>(lastTokens);
    tokens.add(next);
    return tokens.subList(Math.max(0, tokens.size() - MAX_TOKENS), tokens.size());
  }

  private static String value(Map<String, String> data, String key) {
    String value = data.get(PREFIX + key);
    if (value == null) {
      throw new IllegalArgumentException("the commit's user data lacks " + PREFIX + key);
    }
    return value;
  }
}
