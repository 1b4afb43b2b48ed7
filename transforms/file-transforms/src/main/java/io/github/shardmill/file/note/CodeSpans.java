package io.github.shardmill.file.note;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the ends of inline code in one block of text: a run of backticks is closed by the next run
 * of the same length.
 *
 * <p>The first run that nothing closes makes it look at every run up to the end of the block, once.
 * From then on it knows which lengths still come, and all further questions together cost no more
 * than one more pass.
 */
final class CodeSpans {
  private final String text;
  private final int end;

  /** The last position of each length of run; null as long as nobody looked. */
  private Map<Integer, Integer> lastRuns;

  /** Looks at the text before {@code end}. */
  CodeSpans(String text, int end) {
    this.text = text;
    this.end = end;
  }

  /**
   * Returns where the text goes on after the run of backticks at a position: behind the code, or
   * behind the run where it opens none.
   */
  int after(int position) {
    int opened = endOfRun(position);
    int length = opened - position;
    if (lastRuns != null && lastRuns.getOrDefault(length, -1) < opened) {
      return opened;
    }
    Map<Integer, Integer> seen = new HashMap<>();
    for (int at = text.indexOf('`', opened); at >= 0 && at < end; ) {
      int closed = endOfRun(at);
      if (closed - at == length) {
        return closed;
      }
      seen.put(closed - at, at);
      at = text.indexOf('`', closed);
    }
    lastRuns = seen;
    return opened;
  }

  private int endOfRun(int position) {
    int at = position;
    while (at < end && text.charAt(at) == '`') {
      at++;
    }
    return at;
  }
}
