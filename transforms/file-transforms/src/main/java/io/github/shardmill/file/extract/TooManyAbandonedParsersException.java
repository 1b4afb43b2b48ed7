package io.github.shardmill.file.extract;

/**
 * Too many threads of this process still work on files that took too long, and no more may be
 * abandoned: they hold memory and processor time that the run needs. Ends the run.
 */
public final class TooManyAbandonedParsersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param alive number of abandoned threads alive
   * @param file the last file that took too long
   */
  TooManyAbandonedParsersException(int alive, String file) {
    super(
        alive
            + " parsers of this process are still busy with files that took too long, the last with "
            + file
            + "; exclude these files or raise the time limit");
  }
}
