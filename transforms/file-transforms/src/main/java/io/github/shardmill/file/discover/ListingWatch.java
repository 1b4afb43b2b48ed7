package io.github.shardmill.file.discover;

import java.io.IOException;
import java.io.Serializable;

/** Stands by on every worker that lists sources. Called by several threads at once. */
public interface ListingWatch extends Serializable {
  /** Watches nothing. */
  ListingWatch NONE =
      new ListingWatch() {
        private static final long serialVersionUID = 1L;

        @Override
        public void begin() {}

        @Override
        public void listed(String source, long files, boolean all) {}
      };

  /** Called before a worker lists anything; what it throws ends the bundle. */
  void begin() throws IOException;

  /**
   * Called when files were given out.
   *
   * @param source name of their source
   * @param files how many files of the source were given out since its listing began, wherever that
   *     was
   * @param all whether there are no more
   */
  void listed(String source, long files, boolean all);
}
