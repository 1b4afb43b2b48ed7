package io.github.shardmill.file.note;

/**
 * Walks through the lines of a note: leaves out code, finds the first heading, and hands every
 * block of text to an {@link InlineScanner}.
 *
 * <p>Blocks are those of CommonMark as far as it matters here: where a paragraph, an item of a list
 * or a heading begins, what is before it has ended.
 */
final class NoteBody {
  private static final int CODE_INDENT = 4;
  private static final int MIN_FENCE = 3;
  private static final int MAX_HEADING_LEVEL = 6;
  private static final int NOTHING = -1;

  private final String text;
  private final int headingsFrom;
  private final InlineScanner inlines;
  private final Line line;

  private String heading = "";

  /** Where the current block begins, or {@link #NOTHING}. */
  private int block = NOTHING;

  private int blockEnd;

  /** Whether the current block could be the text of an underlined heading. */
  private boolean plain;

  private boolean afterBlank = true;
  private boolean inList;
  private boolean inIndentedCode;
  private char fence;
  private int fenceLength;
  private boolean fenceQuoted;

  /**
   * Walks through a text.
   *
   * @param headingsFrom what stands before has no headings
   * @param inlines takes the blocks
   */
  NoteBody(String text, int headingsFrom, InlineScanner inlines) {
    this.text = text;
    this.headingsFrom = headingsFrom;
    this.inlines = inlines;
    this.line = new Line(text);
  }

  /** Walks from a position to the end. */
  void walk(int from) {
    for (line.moveTo(from); !line.isBehindText(); line.moveTo(line.next())) {
      take();
    }
    endBlock();
  }

  /** Returns the first heading as written, without its marks; empty where there is none. */
  String heading() {
    return heading;
  }

  private void take() {
    if (fence != 0 && staysInFence()) {
      return;
    }
    if (line.isBlank()) {
      endBlock();
      afterBlank = true;
      return;
    }
    if (isIndentedCode()) {
      inIndentedCode = true;
      return;
    }
    inIndentedCode = false;
    if (!beginsFence()) {
      takeText();
    }
    afterBlank = false;
  }

  private boolean isIndentedCode() {
    return line.indent() >= CODE_INDENT && (afterBlank || inIndentedCode) && !inList;
  }

  private boolean staysInFence() {
    if (fenceQuoted && !line.isQuoted()) {
      fence = 0; // the quotation has ended, and the code with it
      return false;
    }
    int start = line.afterQuoteMarks();
    int stop = line.endOfRun(start, fence);
    if (stop - start >= fenceLength && line.isBlankFrom(stop)) {
      fence = 0;
      afterBlank = false;
    }
    return true;
  }

  private boolean beginsFence() {
    int start = line.afterListMark(line.afterQuoteMarks());
    char c = line.charAt(start);
    if (c != '`' && c != '~') {
      return false;
    }
    int stop = line.endOfRun(start, c);
    int nextBacktick = c == '`' ? line.indexOf('`', stop) : NOTHING;
    if (stop - start < MIN_FENCE || nextBacktick != NOTHING) {
      return false;
    }
    endBlock();
    fence = c;
    fenceLength = stop - start;
    fenceQuoted = line.isQuoted();
    return true;
  }

  private void takeText() {
    boolean outer = line.indent() < CODE_INDENT;
    if (outer && line.isUnderline() && block != NOTHING && plain) {
      takeHeading(block, blockEnd);
      endBlock();
    } else if (outer && line.isRule()) {
      endBlock();
    } else if (outer && isHeading()) {
      endBlock();
      inList = false;
      beginBlock(false);
      takeHeading(line.endOfRun(line.start(), '#'), line.end());
      endBlock();
    } else if (line.afterListMark(line.start()) > line.start()) {
      endBlock();
      beginBlock(false);
      inList = true;
    } else if (block == NOTHING) {
      inList &= line.indent() > 0;
      beginBlock(!line.isQuoted());
    } else {
      blockEnd = line.end();
    }
  }

  private boolean isHeading() {
    int stop = line.endOfRun(line.start(), '#');
    int level = stop - line.start();
    return level > 0 && level <= MAX_HEADING_LEVEL && (stop == line.end() || line.isSpaceAt(stop));
  }

  private void takeHeading(int start, int end) {
    if (heading.isEmpty() && start >= headingsFrom) {
      heading = HeadingText.of(text, start, end);
    }
  }

  private void beginBlock(boolean isPlain) {
    block = line.begin();
    blockEnd = line.end();
    plain = isPlain;
  }

  private void endBlock() {
    if (block != NOTHING) {
      inlines.scan(block, blockEnd);
      block = NOTHING;
    }
  }
}
