package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Renders articles as formats that are text: plain, Markdown, RTF. */
final class TextFiles {
  private static final byte[] UTF8_BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private TextFiles() {}

  /** Returns title, author and text; characters that the charset lacks become question marks. */
  static byte[] plain(Article article, Charset charset) {
    String text = article.title() + "\n" + article.author() + "\n\n" + article.text();
    return text.getBytes(charset);
  }

  /** As {@link #plain} in UTF-8, after a byte order mark. */
  static byte[] plainMarked(Article article) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(UTF8_BYTE_ORDER_MARK);
    out.writeBytes(plain(article, StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Returns Markdown with YAML front matter. */
  static byte[] markdown(Article article) {
    String tags =
        article.keywords().stream().map(k -> "  - " + k).collect(Collectors.joining("\n"));
    return Template.filled(
            """
            ---
            title: "%s"
            author: %s
            lang: %s
            date: %s
            tags:
            %s
            ---

            # %1$s

            %s\
            """,
            article.title(),
            article.author(),
            article.language(),
            article.written(),
            tags,
            article.text())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns RTF 1.5, everything beyond ASCII as Unicode escapes. */
  static byte[] rtf(Article article) {
    String head =
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\froman Times;}}\n"
            + Template.filled(
                "{\\info{\\title %s}{\\author %s}{\\keywords %s}{\\creatim\\yr%d\\mo%d\\dy%d}}\n",
                rtfEscaped(article.title()),
                rtfEscaped(article.author()),
                rtfEscaped(String.join(", ", article.keywords())),
                article.written().getYear(),
                article.written().getMonthValue(),
                article.written().getDayOfMonth());
    String body =
        article.paragraphs().stream()
            .map(paragraph -> "\\pard\\f0 " + rtfEscaped(paragraph) + "\\par\n")
            .collect(Collectors.joining());
    return (head + "{\\b " + rtfEscaped(article.title()) + "}\\par\n" + body + "}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String rtfEscaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '{' || c == '}') {
        escaped.append('\\').append(c);
      } else if (c == '\n') {
        escaped.append("\\line\n");
      } else if (c < 0x80) {
        escaped.append(c);
      } else {
        escaped.append("\\u").append((short) c).append('?');
      }
    }
    return escaped.toString();
  }
}
