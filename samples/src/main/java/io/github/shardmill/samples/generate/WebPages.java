package io.github.shardmill.samples.generate;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders articles as HTML and SVG, and escapes text for all formats that are markup. */
final class WebPages {
  private static final Map<Character, String> NAMED_ENTITIES =
      Map.of(
          '&', "&amp;",
          '<', "&lt;",
          '>', "&gt;",
          '"', "&quot;",
          'é', "&eacute;",
          'ö', "&ouml;",
          '–', "&ndash;",
          '…', "&hellip;",
          '£', "&pound;");

  private WebPages() {}

  /**
   * Returns a page with what pages have around their text: metadata, style, script, navigation,
   * links, a comment. Characters that the charset lacks become numeric entities, some others named.
   */
  static byte[] html(Article article, Charset charset) {
    String page =
        Template.filled(
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="%s">
            <title>%s</title>
            <meta name="author" content="%s">
            <meta name="keywords" content="%s">
            <meta name="dcterms.created" content="%s">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body { max-width: 40em; margin: auto } nav li { display: inline }</style>
            <script>document.documentElement.className = "js"; /* not to be found */</script>
            </head>
            <body>
            <nav><ul><li><a href="../index.html">Home</a></li> <li><a href="#end">End</a></li></ul>
            </nav>
            <!-- a comment, not to be found either -->
            <main>
            <h1>%3$s</h1>
            %s
            </main>
            <footer id="end"><small>%4$s, <time datetime="%6$s">%6$s</time></small></footer>
            </body>
            </html>
            """,
            article.language(),
            charset.name().toLowerCase(Locale.ROOT),
            entities(article.title(), charset),
            entities(article.author(), charset),
            entities(String.join(", ", article.keywords()), charset),
            article.written(),
            body(article, charset));
    return page.getBytes(charset);
  }

  private static String body(Article article, Charset charset) {
    StringBuilder body = new StringBuilder();
    int number = 0;
    for (String paragraph : article.paragraphs()) {
      number++;
      if (number % 4 == 0) {
        body.append(Template.filled("<h2 id=\"part-%d\">Part %1$d</h2>\n", number));
      }
      String text = entities(paragraph, charset).replace("\n", "<br>\n");
      int space = text.indexOf(' ');
      body.append(Template.filled("<p><a href=\"#part-%d\">", number))
          .append(space < 0 ? text : text.substring(0, space))
          .append("</a>")
          .append(space < 0 ? "" : text.substring(space))
          .append("</p>\n");
    }
    return body.toString();
  }

  /** Returns a vector picture whose text is the article's lines. */
  static String svg(Article article) {
    String lines =
        article
            .lines()
            .map(line -> "<tspan x=\"12\" dy=\"18\">" + escaped(line) + "</tspan>")
            .collect(Collectors.joining("\n    "));
    return Template.filled(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" xml:lang="%s">
          <title>%s</title>
          <desc>By %s</desc>
          <path d="M160 20 A100 100 0 0 1 260 120 L60 120 A100 100 0 0 1 160 20 Z" fill="#346"/>
          <path d="M160 120 V200 a15 15 0 0 1 -30 0" fill="none" stroke="#222" stroke-width="6"/>
          <text font-size="12">
            %s
          </text>
        </svg>
        """,
        article.language(), escaped(article.title()), escaped(article.author()), lines);
  }

  /** Returns the text with the characters escaped that mean something in XML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String entities(String text, Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder encoded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String named = c > 0xFFFF ? null : NAMED_ENTITIES.get((char) c);
              if (named != null) {
                encoded.append(named);
              } else if (encoder.canEncode(Character.toString(c))) {
                encoded.appendCodePoint(c);
              } else {
                encoded.append("&#").append(c).append(';');
              }
            });
    return encoded.toString();
  }
}
