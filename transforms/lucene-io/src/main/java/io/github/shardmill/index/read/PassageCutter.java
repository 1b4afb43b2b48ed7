package io.github.shardmill.index.read;

import io.github.shardmill.index.read.SearchResult.Mark;
import io.github.shardmill.index.read.SearchResult.Passage;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.uhighlight.PassageFormatter;

/**
 * Cuts the passages of one field that the highlighter chose out of its text. Stateless.
 *
 * <p>A word can be as long as a document (think of encoded bytes), so what it cuts is bounded.
 */
final class PassageCutter extends PassageFormatter {
  /** Longest passage in characters. */
  static final int MAX_CHARS = 300;

  private static final int LEAD_CHARS = 60;

  private final String field;

  PassageCutter(String field) {
    this.field = field;
  }

  @Override
  public List<Passage> format(
      org.apache.lucene.search.uhighlight.Passage[] chosen, String content) {
    List<Passage> passages = new ArrayList<>();
    for (org.apache.lucene.search.uhighlight.Passage passage : chosen) {
      if (passage.getNumMatches() > 0) {
        passages.add(cut(passage, content));
      }
    }
    return passages;
  }

  private Passage cut(org.apache.lucene.search.uhighlight.Passage passage, String content) {
    int start = passage.getStartOffset();
    int end = passage.getEndOffset();
    if (end - start > MAX_CHARS) {
      start = wordStart(content, Math.max(start, passage.getMatchStarts()[0] - LEAD_CHARS), start);
      end = wordEnd(content, Math.min(end, start + MAX_CHARS), passage.getMatchEnds()[0]);
    }
    StringBuilder text = new StringBuilder();
    int[] moved = collapse(content, start, end, text);
    List<Mark> marks = new ArrayList<>();
    int marked = start;
    for (int i = 0; i < passage.getNumMatches(); i++) {
      int from = Math.max(passage.getMatchStarts()[i], marked);
      int to = Math.min(passage.getMatchEnds()[i], end);
      if (from < to) {
        marks.add(new Mark(moved[from - start], moved[to - start]));
        marked = to;
      }
    }
    return new Passage(field, text.toString(), marks);
  }

  /** Appends a piece with collapsed white space; returns where each of its characters went. */
  private static int[] collapse(String content, int start, int end, StringBuilder text) {
    int[] moved = new int[end - start + 1];
    boolean pending = false;
    for (int at = start; at < end; at++) {
      char c = content.charAt(at);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        pending = text.length() > 0;
        moved[at - start] = text.length();
        continue;
      }
      if (pending) {
        text.append(' ');
        pending = false;
      }
      moved[at - start] = text.length();
      text.append(c);
    }
    moved[end - start] = text.length();
    return moved;
  }

  /** Returns the start of the next word at or behind {@code at}; never splits a character. */
  private static int wordStart(String content, int at, int first) {
    if (at == first) {
      return at;
    }
    for (int i = at; i < at + LEAD_CHARS / 2; i++) {
      if (Character.isWhitespace(content.charAt(i - 1))) {
        return i;
      }
    }
    return Character.isLowSurrogate(content.charAt(at)) ? at + 1 : at;
  }

  /** Returns the end of the last word before {@code at}, but not before {@code least}. */
  private static int wordEnd(String content, int at, int least) {
    if (at == content.length()) {
      return at;
    }
    for (int i = at; i > Math.max(least, at - LEAD_CHARS); i--) {
      if (Character.isWhitespace(content.charAt(i))) {
        return i;
      }
    }
    return Character.isLowSurrogate(content.charAt(at)) ? at - 1 : at;
  }
}
