package io.github.shardmill.samples.hostile;

import java.util.Map;

/** XML that is small and unfolds: by entities, by repeated cells, by counts. */
final class XmlBombs {
  private static final String USE = "&z;";

  private XmlBombs() {}

  static void addTo(HostileFiles files) {
    files.add("bombs/laughs.xml", laughs("a") + "<a>" + USE + "</a>");
    files.add("bombs/laughs-attribute.xml", laughs("a") + "<a b=\"" + USE + "\"/>");
    files.add(
        "bombs/laughs.svg",
        laughs("svg") + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>" + USE + "</text></svg>");
    files.add(
        "bombs/laughs.xhtml",
        laughs("html")
            + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
            + USE
            + "</body></html>");
    files.add("bombs/laughs.html", laughs("html") + "<html><body>" + USE + "</body></html>");
    files.add(
        "bombs/laughs.rss",
        laughs("rss") + "<rss version=\"2.0\"><channel><title>" + USE + "</title></channel></rss>");
    files.add(
        "bombs/laughs.plist",
        laughs("plist") + "<plist version=\"1.0\"><string>" + USE + "</string></plist>");
    files.add("bombs/laughs.docx", laughingDocx());
    files.add("bombs/laughs.xlsx", laughingXlsx());
    files.add(
        "bombs/laughs.odt",
        Containers.odt(
            Map.of(
                "content.xml",
                Containers.openContent(
                    laughs("office:document-content"), "<text:p>" + USE + "</text:p>"))));
    files.add(
        "bombs/laughs.epub",
        Containers.epub(
            Map.of(
                "c.xhtml",
                laughs("html")
                    + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
                    + USE
                    + "</body></html>")));
    files.add("bombs/quadratic.xml", quadratic());
    files.add("bombs/parameters.xml", parameters());
    files.add(
        "bombs/circle.xml", "<!DOCTYPE a [<!ENTITY z \"&y;\"><!ENTITY y \"&z;\">]><a>&z;</a>");
    addCounts(files);
  }

  private static void addCounts(HostileFiles files) {
    files.add(
        "bombs/cells.xlsx",
        Containers.xlsx(
            Map.of(
                "xl/worksheets/sheet1.xml",
                Containers.sheetPart("worksheet")
                    + "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"2147483647\">"
                    + "<c r=\"XFD1048576\"><v>1</v></c></row><row r=\"1048576\">"
                    + "<c r=\"ZZZZZZ1048576\" t=\"s\"><v>2147483647</v></c></row></sheetData>"
                    + "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>")));
    files.add(
        "bombs/columns.odt",
        Containers.odt(
            Map.of(
                "content.xml",
                Containers.openContent(
                    "",
                    "<table:table><table:table-row table:number-rows-repeated=\"2147483647\">"
                        + "<table:table-cell table:number-columns-repeated=\"2147483647\">"
                        + "<text:p>umbrella</text:p></table:table-cell></table:table-row>"
                        + "</table:table>"))));
    files.add(
        "bombs/spaces.odt",
        Containers.odt(
            Map.of(
                "content.xml",
                Containers.openContent("", "<text:p>a<text:s text:c=\"2147483647\"/>b</text:p>"))));
    files.add(
        "bombs/unfolding.docx",
        Containers.docx(
            Map.of(
                "word/document.xml",
                Containers.document(
                    "<w:p><w:r><w:t>one umbrella more</w:t></w:r></w:p>".repeat(80_000)))));
  }

  /** Ten levels of entities, each ten times the next: a billion words. */
  static String laughs(String root) {
    StringBuilder doctype = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE ");
    doctype.append(root).append(" [\n<!ENTITY e0 \"umbrella \">\n");
    for (int level = 1; level <= 9; level++) {
      String below = level == 9 ? "z" : "e" + level;
      doctype.append("<!ENTITY ").append(below).append(" \"");
      doctype.append(("&e" + (level - 1) + ";").repeat(10)).append("\">\n");
    }
    return doctype.append("]>\n").toString();
  }

  /** One long entity, used often: no depth, and a square of the size. */
  private static String quadratic() {
    return "<!DOCTYPE a [<!ENTITY z \""
        + "umbrella ".repeat(10_000)
        + "\">]><a>"
        + USE.repeat(10_000)
        + "</a>";
  }

  private static String parameters() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE a [\n<!ENTITY % p0 \"x\">\n");
    for (int level = 1; level <= 20; level++) {
      doctype.append("<!ENTITY % p").append(level).append(" \"");
      doctype.append(("&#37;p" + (level - 1) + ";").repeat(10)).append("\">\n");
    }
    return doctype.append("%p20;\n]><a/>").toString();
  }

  private static byte[] laughingDocx() {
    return Containers.docx(
        Map.of(
            "word/document.xml",
            laughs("w:document")
                + Containers.document("<w:p><w:r><w:t>" + USE + "</w:t></w:r></w:p>")));
  }

  private static byte[] laughingXlsx() {
    return Containers.xlsx(
        Map.of(
            "xl/sharedStrings.xml",
            laughs("sst") + Containers.sheetPart("sst") + "<si><t>" + USE + "</t></si></sst>"));
  }
}
