package io.github.shardmill.index.mutation;

import java.io.IOException;

/**
 * Takes the mutations that an element maps to, and what is to be counted about it.
 *
 * <p>Used by one thread at a time; calls may come from another thread than the one that called the
 * mapper, as long as they end before the mapper returns.
 */
public interface MutationEmitter {
  /**
   * Takes a mutation. Nothing of it is kept in memory beyond the spool's buffer.
   *
   * @throws IOException if the spool cannot be written
   * @throws IllegalArgumentException if the mutation does not fit the schema
   */
  void emit(Mutation mutation) throws IOException;

  /**
   * Takes a part of a family whose root comes later, in the same call of the mapper. Nothing of it
   * is kept in memory beyond the spool's buffer.
   *
   * @throws IOException if the spool cannot be written
   * @throws IllegalArgumentException if a document does not fit the schema
   */
  void emit(FamilyPart part) throws IOException;

  /** Adds to a count of the run. Counts travel with the data: a retried bundle counts once. */
  void count(String counter, long amount);

  /**
   * Adds a line to the records of the run, for what gives no mutation. As counts do, it travels
   * with the data.
   *
   * @param line one JSON object, without line breaks
   * @throws IOException if it cannot be written
   */
  void record(String line) throws IOException;

  /** Offers an entry to a ranking of the run, which keeps the heaviest. */
  void rank(String ranking, String name, long weight);
}
