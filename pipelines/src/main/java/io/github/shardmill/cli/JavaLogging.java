package io.github.shardmill.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps remarks on the JVM, which libraries make through java.util.logging, off standard error. */
final class JavaLogging {
  // Held, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private JavaLogging() {}

  static void quieten() {
    LUCENE.setLevel(Level.SEVERE);
  }
}
