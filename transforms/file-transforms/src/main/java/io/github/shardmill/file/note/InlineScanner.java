package io.github.shardmill.file.note;

/**
 * Finds tags and links in the blocks of a text, from the first block to the last. Code, URLs and
 * HTML tags are stepped over, and what follows a backslash is text.
 *
 * <p>Everything that is looked at is either consumed, or no longer than a constant, or remembered,
 * so that no text takes more than linear time.
 */
final class InlineScanner {
  /** Longest tag, in UTF-16 code units; longer ones are not tags. */
  private static final int MAX_TAG_CHARACTERS = 200;

  /** Punctuation that a tag may follow directly. */
  private static final String BEFORE_TAG = "([,;*_~>|";

  private static final int ASCII_END = 0x80;

  private final String text;
  private final DistinctValues tags;
  private final LinkTargets links;
  private final NextOccurrence wikiStart;
  private final NextOccurrence wikiEnd;
  private final NextOccurrence htmlEnd;

  /** Scans blocks of this text; what is found goes to {@code tags} and {@code links}. */
  InlineScanner(String text, DistinctValues tags, LinkTargets links) {
    this.text = text;
    this.tags = tags;
    this.links = links;
    this.wikiStart = new NextOccurrence(text, "[[");
    this.wikiEnd = new NextOccurrence(text, "]]");
    this.htmlEnd = new NextOccurrence(text, ">");
  }

  /** Scans the block from {@code start} to {@code end}, which lies behind those before it. */
  void scan(int start, int end) {
    CodeSpans code = new CodeSpans(text, end);
    int at = start;
    while (at < end) {
      at =
          switch (text.charAt(at)) {
            case '\\' -> at + 2;
            case '`' -> code.after(at);
            case '<' -> afterHtml(at, end);
            case '[' -> afterWikiLink(at, end);
            case ']' -> afterLink(at, end);
            case ':' -> afterUrl(at, end);
            case '#' -> afterTag(at, end);
            default -> at + 1;
          };
    }
  }

  /** Steps over {@code <a href="#top">} and {@code <https://example.org/#top>}. */
  private int afterHtml(int at, int end) {
    int next = at + 1 < end ? text.charAt(at + 1) : ' ';
    if (!isAsciiLetter(next) && next != '/' && next != '!' && next != '?') {
      return at + 1;
    }
    int close = htmlEnd.from(at);
    return close < end ? close + 1 : at + 1;
  }

  /** Takes {@code [[target]]}, the name of which ends at the first of {@code |} and {@code #}. */
  private int afterWikiLink(int at, int end) {
    if (at + 1 >= end || text.charAt(at + 1) != '[') {
      return at + 1;
    }
    int close = wikiEnd.from(at + 2);
    // The innermost brackets are the link: what is opened again before it is closed is text.
    boolean innermost = wikiStart.from(at + 1) > close;
    if (close >= end || close - at > LinkTargets.MAX_CHARACTERS || !innermost) {
      return at + 1;
    }
    String inside = text.substring(at + 2, close);
    if (inside.indexOf('\n') >= 0 || inside.indexOf('\r') >= 0) {
      return at + 1;
    }
    links.addWikiLink(inside);
    return close + 2;
  }

  /** Takes {@code ](target)}, {@code ](target "title")} and {@code ](<target>)}. */
  private int afterLink(int at, int end) {
    if (at + 2 >= end || text.charAt(at + 1) != '(') {
      return at + 1;
    }
    int start = at + 2;
    if (text.charAt(start) == '<') {
      int close = htmlEnd.from(start);
      if (close >= end || close - start > LinkTargets.MAX_CHARACTERS) {
        return start;
      }
      links.addMarkdownLink(text.substring(start + 1, close));
      return close + 1;
    }
    int stop = endOfTarget(start, end);
    if (stop < end && stop - start <= LinkTargets.MAX_CHARACTERS) {
      links.addMarkdownLink(text.substring(start, stop));
    }
    return stop;
  }

  /** Returns where a target ends: at white space, or at a parenthesis that it did not open. */
  private int endOfTarget(int start, int end) {
    int open = 0;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0 || Character.isWhitespace(c)) {
        return at;
      }
    }
    return end;
  }

  /** Steps over the rest of a URL from the colon on. */
  private int afterUrl(int at, int end) {
    if (!text.startsWith("//", at + 1)) {
      return at + 1;
    }
    int stop = at;
    while (stop < end && !isEndOfUrl(text.charAt(stop))) {
      stop++;
    }
    return stop;
  }

  private static boolean isEndOfUrl(char c) {
    return Character.isWhitespace(c) || "<>()[]\"|`".indexOf(c) >= 0;
  }

  private int afterTag(int at, int end) {
    int stop = at + 1;
    boolean named = false;
    while (stop < end) {
      int c = text.codePointAt(stop);
      if (!isOfTag(c)) {
        break;
      }
      named |= Character.isLetter(c) || Character.getType(c) == Character.OTHER_SYMBOL;
      stop += Character.charCount(c);
    }
    if (named && stop - at <= MAX_TAG_CHARACTERS && mayPrecedeTag(at)) {
      tags.add(withoutOuterSlashes(text.substring(at + 1, stop)));
    }
    return stop;
  }

  private boolean mayPrecedeTag(int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return Character.isWhitespace(before)
        || (before < ASCII_END
            ? BEFORE_TAG.indexOf(before) >= 0
            : !Character.isLetterOrDigit(before) && !isMark(before));
  }

  /** Letters, digits, emoji, {@code _}, {@code -} and {@code /} in every script. */
  private static boolean isOfTag(int c) {
    if (c < ASCII_END) {
      return isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/';
    }
    return Character.isLetterOrDigit(c) || isMark(c) || isOfEmoji(c);
  }

  /** Vowel signs of many scripts, accents, and what makes a symbol an emoji are marks. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isOfEmoji(int c) {
    int type = Character.getType(c);
    boolean joiner = c == 0x200D;
    return type == Character.OTHER_SYMBOL || type == Character.MODIFIER_SYMBOL || joiner;
  }

  private static String withoutOuterSlashes(String tag) {
    int start = 0;
    int end = tag.length();
    while (start < end && tag.charAt(start) == '/') {
      start++;
    }
    while (end > start && tag.charAt(end - 1) == '/') {
      end--;
    }
    return tag.substring(start, end);
  }

  private static boolean isAsciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
