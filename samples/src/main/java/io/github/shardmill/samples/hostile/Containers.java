package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.Packing;
import io.github.shardmill.samples.generate.ZipPackage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The zip formats of offices and books around parts that an attack brings along. A part of the same
 * name replaces the harmless one.
 */
final class Containers {
  static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/package/2006/content-types";
  private static final String OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.";

  private Containers() {}

  /** Returns a Word document. */
  static byte[] docx(Map<String, String> parts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "[Content_Types].xml", types("word/document.xml", "wordprocessingml.document.main+xml"));
    all.put("_rels/.rels", relations("officeDocument", "word/document.xml", ""));
    all.put("word/document.xml", document("<w:p><w:r><w:t>plain</w:t></w:r></w:p>"));
    return zip(all, parts);
  }

  /** Returns a workbook of one sheet. */
  static byte[] xlsx(Map<String, String> parts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "[Content_Types].xml",
        types("xl/workbook.xml", "spreadsheetml.sheet.main+xml")
            .replace(
                "</Types>",
                override("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml")
                    + override("xl/sharedStrings.xml", "spreadsheetml.sharedStrings+xml")
                    + "</Types>"));
    all.put("_rels/.rels", relations("officeDocument", "xl/workbook.xml", ""));
    all.put(
        "xl/workbook.xml",
        sheetPart("workbook")
            + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    all.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\""
            + PACKAGE
            + "\">"
            + relation("rId1", "worksheet", "worksheets/sheet1.xml", "")
            + relation("rId2", "sharedStrings", "sharedStrings.xml", "")
            + "</Relationships>");
    all.put(
        "xl/worksheets/sheet1.xml",
        sheetPart("worksheet")
            + "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>"
            + "</worksheet>");
    all.put(
        "xl/sharedStrings.xml",
        sheetPart("sst").replace(">", " count=\"1\">") + "<si><t>plain</t></si></sst>");
    return zip(all, parts);
  }

  /** Returns an OpenDocument text. */
  static byte[] odt(Map<String, String> parts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("mimetype", "application/vnd.oasis.opendocument.text");
    all.put("content.xml", openContent("", "<text:p>plain</text:p>"));
    all.put("meta.xml", "<office:document-meta " + OPEN_NAMES + "/>");
    return zip(all, parts);
  }

  static final String OPEN_NAMES =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
          + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
          + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
          + " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
          + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

  static String openContent(String doctype, String body) {
    return doctype
        + "<office:document-content "
        + OPEN_NAMES
        + "><office:body><office:text>"
        + body
        + "</office:text></office:body></office:document-content>";
  }

  /** Returns an electronic book of one chapter. */
  static byte[] epub(Map<String, String> parts) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("mimetype", "application/epub+zip");
    all.put(
        "META-INF/container.xml",
        "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
            + "<rootfile full-path=\"book.opf\" media-type=\"application/oebps-package+xml\"/>"
            + "</rootfiles></container>");
    all.put("book.opf", bookPackage(""));
    all.put("c.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>plain</body></html>");
    return zip(all, parts);
  }

  static String bookPackage(String doctype) {
    return doctype
        + "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\">"
        + "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>t</dc:title></metadata>"
        + "<manifest><item id=\"c\" href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
        + "<spine><itemref idref=\"c\"/></spine></package>";
  }

  static String document(String body) {
    return "<w:document xmlns:w=\""
        + WORD
        + "\" xmlns:r=\""
        + RELATIONS
        + "\"><w:body>"
        + body
        + "</w:body></w:document>";
  }

  static String sheetPart(String element) {
    return "<"
        + element
        + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        + " xmlns:r=\""
        + RELATIONS
        + "\">";
  }

  /** Returns a part that relates its owner to one target. */
  static String relations(String kind, String target, String more) {
    return "<Relationships xmlns=\""
        + PACKAGE
        + "\">"
        + relation("rId1", kind, target, more)
        + "</Relationships>";
  }

  private static String relation(String id, String kind, String target, String more) {
    return "<Relationship Id=\""
        + id
        + "\" Type=\""
        + RELATIONS
        + "/"
        + kind
        + "\" Target=\""
        + target
        + "\" "
        + more
        + "/>";
  }

  private static String types(String mainPart, String mainType) {
    return "<Types xmlns=\""
        + TYPES
        + "\"><Default Extension=\"rels\""
        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + override(mainPart, mainType)
        + "</Types>";
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"/" + part + "\" ContentType=\"" + OFFICE_TYPE + type + "\"/>";
  }

  private static byte[] zip(Map<String, String> parts, Map<String, String> replaced) {
    Map<String, String> all = new LinkedHashMap<>(parts);
    all.putAll(replaced);
    ZipPackage zip = new ZipPackage(Packing.DEFLATED);
    all.forEach(
        (name, content) -> {
          if (name.equals("mimetype")) {
            zip.addStored(name, content);
          } else {
            zip.add(name, content);
          }
        });
    return zip.toBytes();
  }
}
