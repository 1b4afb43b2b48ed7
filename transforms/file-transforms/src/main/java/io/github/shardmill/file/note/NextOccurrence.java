package io.github.shardmill.file.note;

/**
 * Where a text next has a word. Questions in ascending order take time linear in the length of the
 * text, all of them together: an answer holds until it is passed.
 */
final class NextOccurrence {
  /** The answer where there is none. */
  static final int NONE = Integer.MAX_VALUE;

  private final String text;
  private final String word;
  private int found = -1;

  NextOccurrence(String text, String word) {
    this.text = text;
    this.word = word;
  }

  /**
   * Returns the first occurrence at or after a position, or {@link #NONE}.
   *
   * @param position not before that of the last call
   */
  int from(int position) {
    if (found < position) {
      int index = text.indexOf(word, position);
      found = index < 0 ? NONE : index;
    }
    return found;
  }
}
