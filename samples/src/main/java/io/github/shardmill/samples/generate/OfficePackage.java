package io.github.shardmill.samples.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts an Office Open XML package together: parts, their types, and relations between them. */
final class OfficePackage {
  static final String FORMATS = "http://schemas.openxmlformats.org/";
  static final String RELATIONS = FORMATS + "officeDocument/2006/relationships";

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String PACKAGE_TYPE = "application/vnd.openxmlformats-package.";
  private static final String OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.";
  private static final String PROPERTIES = "docProps/core.xml";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();

  /** Starts a package with the article's metadata; this part is the one to open. */
  OfficePackage(Article article, String mainPart) {
    parts.put(
        "_rels/.rels",
        relationships(
            relation(1, RELATIONS + "/officeDocument", mainPart)
                + relation(
                    2,
                    FORMATS + "package/2006/relationships/metadata/core-properties",
                    PROPERTIES)));
    parts.put(PROPERTIES, coreProperties(article));
    types.put(PROPERTIES, PACKAGE_TYPE + "core-properties+xml");
  }

  /**
   * Adds a part.
   *
   * @param type last part of its content type, as {@code wordprocessingml.document.main}
   */
  OfficePackage add(String name, String type, String content) {
    parts.put(name, content);
    types.put(name, OFFICE_TYPE + type + "+xml");
    return this;
  }

  /** Relates a part to others of one kind, which get the ids rId1, rId2 ... in this order. */
  OfficePackage relate(String part, List<String> kinds, List<String> targets) {
    int slash = part.lastIndexOf('/');
    String name = part.substring(0, slash) + "/_rels" + part.substring(slash) + ".rels";
    parts.put(
        name,
        relationships(
            IntStream.range(0, targets.size())
                .mapToObj(i -> relation(i + 1, RELATIONS + "/" + kinds.get(i), targets.get(i)))
                .collect(Collectors.joining())));
    return this;
  }

  byte[] toBytes(Packing packing) {
    String overrides =
        types.entrySet().stream()
            .map(
                type ->
                    Template.filled(
                        "<Override PartName=\"/%s\" ContentType=\"%s\"/>\n",
                        type.getKey(), type.getValue()))
            .collect(Collectors.joining());
    ZipPackage zip =
        new ZipPackage(packing)
            .add(
                "[Content_Types].xml",
                XML
                    + Template.filled(
                        """
                        <Types xmlns="%spackage/2006/content-types">
                        <Default Extension="rels" ContentType="%srelationships+xml"/>
                        %s</Types>
                        """,
                        FORMATS, PACKAGE_TYPE, overrides));
    parts.forEach((name, content) -> zip.add(name, XML + content));
    return zip.toBytes();
  }

  private static String relationships(String relations) {
    return Template.filled(
        "<Relationships xmlns=\"%spackage/2006/relationships\">\n%s</Relationships>\n",
        FORMATS, relations);
  }

  private static String relation(int id, String type, String target) {
    return Template.filled(
        "<Relationship Id=\"rId%d\" Type=\"%s\" Target=\"%s\"/>\n", id, type, target);
  }

  private static String coreProperties(Article article) {
    return Template.filled(
        """
        <cp:coreProperties xmlns:cp="%spackage/2006/metadata/core-properties"
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <dc:title>%s</dc:title>
        <dc:creator>%s</dc:creator>
        <cp:keywords>%s</cp:keywords>
        <dc:language>%s</dc:language>
        <dcterms:created xsi:type="dcterms:W3CDTF">%sT12:00:00Z</dcterms:created>
        </cp:coreProperties>
        """,
        FORMATS,
        WebPages.escaped(article.title()),
        WebPages.escaped(article.author()),
        WebPages.escaped(String.join(", ", article.keywords())),
        article.language(),
        article.written());
  }
}
