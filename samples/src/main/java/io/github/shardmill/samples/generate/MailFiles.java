package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Renders articles as mail messages; the article's title is the subject. */
final class MailFiles {
  private static final LocalTime SENT = LocalTime.of(9, 41);
  private static final String BOUNDARY = "=_part_of_the_weather";

  private MailFiles() {}

  /** Returns a message of one part, UTF-8 as it is. */
  static byte[] plain(Article article) {
    return crlf(
        head(article)
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            + article.text());
  }

  /** Returns a message that says the same as text and as HTML, quoted-printable. */
  static byte[] alternative(Article article) {
    String html =
        new String(WebPages.html(article, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return crlf(
        head(article)
            + "Content-Type: multipart/alternative; boundary=\""
            + BOUNDARY
            + "\"\n\n"
            + "This is a message in several parts.\n"
            + part("text/plain; charset=utf-8", "quoted-printable", quotedPrintable(article.text()))
            + part("text/html; charset=utf-8", "quoted-printable", quotedPrintable(html))
            + "--"
            + BOUNDARY
            + "--\n");
  }

  /** Returns a message with one file attached. */
  static byte[] withAttachment(Article article, String name, String type, byte[] attachment) {
    String encoded = Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(attachment) + "\n";
    String disposition = "\nContent-Disposition: attachment; filename=\"" + name + "\"";
    return crlf(
        head(article)
            + "Content-Type: multipart/mixed; boundary=\""
            + BOUNDARY
            + "\"\n\n"
            + part("text/plain; charset=utf-8", "quoted-printable", quotedPrintable(article.text()))
            + part(type + disposition, "base64", encoded)
            + "--"
            + BOUNDARY
            + "--\n");
  }

  /** Returns a mailbox of plain messages, one after the other as Unix keeps them. */
  static byte[] mailbox(List<Article> articles) {
    ByteArrayOutputStream mailbox = new ByteArrayOutputStream();
    for (Article article : articles) {
      String from =
          Template.filled(
              "From %s %s\n",
              address(article.author()),
              DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.US)
                  .format(article.written().atTime(SENT)));
      String message = new String(plain(article), StandardCharsets.UTF_8).replace("\r\n", "\n");
      mailbox.writeBytes(
          (from + message.replace("\nFrom ", "\n>From ") + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return mailbox.toByteArray();
  }

  private static String head(Article article) {
    return Template.filled(
        """
        From: %s <%s>
        To: The Office <office@umbrellas.example>
        Subject: %s
        Date: %s
        Message-ID: <%08x.%d@umbrellas.example>
        Keywords: %s
        MIME-Version: 1.0
        """,
        encodedWord(article.author()),
        address(article.author()),
        encodedWord(article.title()),
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            article.written().atTime(SENT).atOffset(ZoneOffset.UTC)),
        article.title().hashCode(),
        article.written().toEpochDay(),
        String.join(", ", article.keywords()));
  }

  private static String address(String name) {
    String local = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".");
    return local.replaceAll("^\\.|\\.$", "") + "@umbrellas.example";
  }

  private static String encodedWord(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return utf8.length == text.length()
        ? text
        : "=?utf-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
  }

  private static String part(String type, String encoding, String body) {
    return Template.filled(
        "--%s\nContent-Type: %s\nContent-Transfer-Encoding: %s\n\n%s",
        BOUNDARY, type, encoding, body);
  }

  private static String quotedPrintable(String text) {
    StringBuilder encoded = new StringBuilder();
    int column = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b == '\n' || (b >= ' ' && b != '=');
      String next = plain ? Character.toString(b) : Template.filled("=%02X", b);
      if (b == '\n') {
        column = 0;
      } else if (column + next.length() > 75) {
        encoded.append("=\n");
        column = next.length();
      } else {
        column += next.length();
      }
      encoded.append(next);
    }
    return encoded.toString();
  }

  private static byte[] crlf(String message) {
    return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
