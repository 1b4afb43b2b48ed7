package io.github.shardmill.samples.generate;

import java.util.List;
import java.util.stream.Collectors;

/** Renders articles as OpenDocument text and spreadsheet, and as EPUB. */
final class OpenFiles {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String OASIS = "urn:oasis:names:tc:opendocument:xmlns:";
  private static final String OPEN_TYPE = "application/vnd.oasis.opendocument.";

  private OpenFiles() {}

  /** Returns a text document. */
  static byte[] odt(Article article, Packing packing) {
    String paragraphs =
        article.paragraphs().stream()
            .map(p -> "<text:p>" + broken(p, "<text:line-break/>") + "</text:p>")
            .collect(Collectors.joining("\n"));
    String body =
        Template.filled(
            "<office:text>\n<text:h text:outline-level=\"1\">%s</text:h>\n%s\n</office:text>",
            WebPages.escaped(article.title()), paragraphs);
    return openDocument(article, packing, "text", body);
  }

  /** Returns a spreadsheet of one table: the article's rows. */
  static byte[] ods(Article article, Packing packing) {
    String rows =
        article.rows().stream().map(OpenFiles::tableRow).collect(Collectors.joining("\n"));
    String body =
        Template.filled(
            """
            <office:spreadsheet><table:table table:name="%s">
            %s
            </table:table></office:spreadsheet>""",
            WebPages.escaped(article.title()), rows);
    return openDocument(article, packing, "spreadsheet", body);
  }

  /** Returns an EPUB 2 book; every paragraph is a chapter. */
  static byte[] epub(Article article, Packing packing) {
    ZipPackage zip =
        new ZipPackage(packing)
            .addStored("mimetype", "application/epub+zip")
            .add(
                "META-INF/container.xml",
                XML
                    + """
                    <container version="1.0"
                        xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
                    <rootfiles><rootfile full-path="book.opf"
                        media-type="application/oebps-package+xml"/></rootfiles>
                    </container>
                    """)
            .add("book.opf", bookPackage(article));
    int chapter = 0;
    for (String paragraph : article.paragraphs()) {
      chapter++;
      zip.add(Template.filled("chapter%d.xhtml", chapter), chapter(article, chapter, paragraph));
    }
    return zip.toBytes();
  }

  private static byte[] openDocument(Article article, Packing packing, String kind, String body) {
    String content =
        XML
            + Template.filled(
                """
                <office:document-content xmlns:office="%soffice:1.0" xmlns:text="%1$stext:1.0"
                    xmlns:table="%1$stable:1.0" office:version="1.2"><office:body>
                %s
                </office:body></office:document-content>
                """,
                OASIS, body);
    String manifest =
        XML
            + Template.filled(
                """
                <manifest:manifest xmlns:manifest="%smanifest:1.0" manifest:version="1.2">
                <manifest:file-entry manifest:full-path="/" manifest:media-type="%s"/>
                <manifest:file-entry manifest:full-path="content.xml"
                    manifest:media-type="text/xml"/>
                <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
                </manifest:manifest>
                """,
                OASIS, OPEN_TYPE + kind);
    return new ZipPackage(packing)
        .addStored("mimetype", OPEN_TYPE + kind)
        .add("META-INF/manifest.xml", manifest)
        .add("meta.xml", meta(article))
        .add("content.xml", content)
        .toBytes();
  }

  private static String meta(Article article) {
    String keywords =
        article.keywords().stream()
            .map(k -> "<meta:keyword>" + WebPages.escaped(k) + "</meta:keyword>")
            .collect(Collectors.joining());
    return XML
        + Template.filled(
            """
            <office:document-meta xmlns:office="%soffice:1.0" xmlns:meta="%1$smeta:1.0"
                xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:meta>
            <dc:title>%s</dc:title>
            <meta:initial-creator>%s</meta:initial-creator><dc:creator>%3$s</dc:creator>
            %s
            <meta:creation-date>%sT12:00:00Z</meta:creation-date><dc:language>%s</dc:language>
            </office:meta></office:document-meta>
            """,
            OASIS,
            WebPages.escaped(article.title()),
            WebPages.escaped(article.author()),
            keywords,
            article.written(),
            article.language());
  }

  private static String tableRow(List<String> cells) {
    return cells.stream()
        .map(OpenFiles::tableCell)
        .collect(Collectors.joining("", "<table:table-row>", "</table:table-row>"));
  }

  private static String tableCell(String cell) {
    String type =
        Tables.isNumber(cell)
            ? "office:value-type=\"float\" office:value=\"" + cell + "\""
            : "office:value-type=\"string\"";
    return Template.filled(
        "<table:table-cell %s><text:p>%s</text:p></table:table-cell>",
        type, WebPages.escaped(cell));
  }

  private static String bookPackage(Article article) {
    StringBuilder items = new StringBuilder();
    StringBuilder spine = new StringBuilder();
    for (int i = 1; i <= article.paragraphs().size(); i++) {
      items.append(
          Template.filled(
              "<item id=\"c%d\" href=\"chapter%1$d.xhtml\""
                  + " media-type=\"application/xhtml+xml\"/>\n",
              i));
      spine.append(Template.filled("<itemref idref=\"c%d\"/>", i));
    }
    return XML
        + Template.filled(
            """
            <package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:umbrellas:%08x</dc:identifier>
            <dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>%s</dc:language>
            <dc:subject>%s</dc:subject><dc:date>%s</dc:date>
            </metadata>
            <manifest>
            %s</manifest>
            <spine>%s</spine>
            </package>
            """,
            article.title().hashCode(),
            WebPages.escaped(article.title()),
            WebPages.escaped(article.author()),
            article.language(),
            WebPages.escaped(String.join(", ", article.keywords())),
            article.written(),
            items,
            spine);
  }

  private static String chapter(Article article, int number, String paragraph) {
    return XML
        + Template.filled(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="%s">
            <head><title>%s</title></head>
            <body><h1>Chapter %d</h1><p>%s</p></body>
            </html>
            """,
            article.language(),
            WebPages.escaped(article.title()),
            number,
            broken(paragraph, "<br/>"));
  }

  private static String broken(String paragraph, String lineBreak) {
    return WebPages.escaped(paragraph).replace("\n", lineBreak);
  }
}
