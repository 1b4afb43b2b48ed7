package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;

/**
 * Finds the character set that an HTML page states about itself, as Tika's {@link
 * HtmlEncodingDetector} does and with its answers.
 *
 * <p>That one runs three regular expressions over the head of every text file of any kind, which is
 * a quarter of the time that plain text takes. It can answer only where the head has the word
 * {@code charset}; so this one looks for the word first.
 */
final class MetaCharsetDetector implements EncodingDetector {
  private static final long serialVersionUID = 1L;
  private static final byte[] WORD = "charset".getBytes(StandardCharsets.US_ASCII);
  private static final int LOWER_CASE = 0x20;

  private final HtmlEncodingDetector detector;

  /** Answers as this detector does. */
  MetaCharsetDetector(HtmlEncodingDetector detector) {
    this.detector = detector;
  }

  @Override
  public Charset detect(InputStream input, Metadata metadata) throws IOException {
    if (input == null) {
      return null;
    }
    int limit = detector.getMarkLimit();
    input.mark(limit);
    byte[] head = input.readNBytes(limit);
    input.reset();
    return hasWord(head) ? detector.detect(input, metadata) : null;
  }

  private static boolean hasWord(byte[] head) {
    for (int i = 0; i <= head.length - WORD.length; i++) {
      if ((head[i] | LOWER_CASE) == 'c' && isWordAt(head, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWordAt(byte[] head, int start) {
    for (int i = 1; i < WORD.length; i++) {
      if ((head[start + i] | LOWER_CASE) != WORD[i]) {
        return false;
      }
    }
    return true;
  }
}
