package io.github.shardmill.remote.object;

import java.io.IOException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server refuses to replace a file when it is told not to. One that ignores the condition
 * would let two writers believe that each of them was the first, so it is asked once, with an empty
 * file that is written twice and deleted. Thread-safe.
 */
public abstract class ExclusiveWrites {
  private static final Logger LOG = LoggerFactory.getLogger(ExclusiveWrites.class);
  private static final String PROBE = ".shardmill-probe-";

  private final String condition;
  private final UnaryOperator<String> where;
  private boolean known;

  /**
   * Asks for nothing yet.
   *
   * @param condition what the server has to know, as its makers call it
   * @param where tells the whole location of a key
   */
  protected ExclusiveWrites(String condition, UnaryOperator<String> where) {
    this.condition = condition;
    this.where = where;
  }

  /**
   * Makes sure that the server knows the condition.
   *
   * @param key next to which the empty file is written
   * @throws IOException if it does not, or cannot be asked
   */
  public final synchronized void check(String key) throws IOException {
    if (known) {
      return;
    }
    String probe = key.substring(0, key.lastIndexOf('/') + 1) + PROBE + UUID.randomUUID();
    try {
      // an answer that got lost makes even the first one be refused, which says as much
      boolean atFirst = isRefused(probe);
      if (!atFirst && !isRefused(probe)) {
        throw new IOException(unfit(key));
      }
      known = true;
    } finally {
      delete(probe);
    }
  }

  private void delete(String probe) {
    try {
      deleteFile(probe);
    } catch (IOException e) {
      LOG.warn("{}: an empty file stays", where.apply(probe), e);
    }
  }

  /** Returns what is wrong with a server that does not know the condition. */
  protected final String unfit(String key) {
    return where.apply(key)
        + ": this server does not know "
        + condition
        + ", so two writers could both win; what only one may write needs another server";
  }

  /** Writes an empty file on the condition that there is none, and returns whether there is. */
  protected abstract boolean isRefused(String key) throws IOException;

  /** Deletes a file. */
  protected abstract void deleteFile(String key) throws IOException;
}
