package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.shardmill.samples.generate.Packing;
import java.util.Map;

/** One thing inside the other, far deeper than anybody needs: what recursion would answer to. */
final class DeepNesting {
  private static final int DEEP = 100_000;

  private DeepNesting() {}

  static void addTo(HostileFiles files) {
    addMarkup(files);
    addText(files);
    addArchives(files);
    addMail(files);
    addDocuments(files);
  }

  private static void addMarkup(HostileFiles files) {
    files.add("deep/elements.xml", nested("<a>", "umbrella", "</a>", DEEP));
    files.add("deep/open.xml", "<a>".repeat(DEEP));
    files.add("deep/div.html", "<html><body>" + nested("<div>", "umbrella", "</div>", DEEP));
    files.add("deep/open.html", "<html><body>" + "<b><i><a><p><table><td>".repeat(5_000));
    files.add("deep/tables.html", "<html><body>" + "<table><tr><td>".repeat(10_000));
    files.add("deep/attributes.html", "<p " + "a='x' ".repeat(DEEP) + ">umbrella");
    files.add(
        "deep/groups.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\">"
            + nested("<g>", "<text>umbrella</text>", "</g>", DEEP)
            + "</svg>");
    files.add(
        "deep/div.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
            + nested("<div>", "umbrella", "</div>", DEEP)
            + "</body></html>");
    files.add(
        "deep/array.plist",
        "<plist version=\"1.0\">"
            + nested("<array>", "<string>umbrella</string>", "</array>", DEEP)
            + "</plist>");
  }

  private static void addText(HostileFiles files) {
    files.add("deep/arrays.json", nested("[", "1", "]", DEEP));
    files.add("deep/objects.json", nested("{\"a\":", "1", "}", DEEP));
    files.add("deep/flow.yaml", nested("[", "1", "]", DEEP));
    files.add("deep/front.md", "---\na: " + nested("[", "1", "]", DEEP) + "\n---\n# Umbrella\n");
    files.add("deep/front-lines.md", "---\n" + indented() + "---\n# Umbrella\n");
    files.add("deep/quotes.md", "> ".repeat(DEEP) + "umbrella");
    files.add("deep/brackets.md", "[[".repeat(DEEP) + "umbrella");
    files.add("deep/groups.rtf", "{\\rtf1 " + nested("{", "umbrella", "}", DEEP) + "}");
    files.add("deep/open.rtf", "{\\rtf1 " + "{\\b ".repeat(DEEP));
    files.add("deep/brackets.tex", nested("{", "umbrella", "}", DEEP));
  }

  private static String indented() {
    StringBuilder yaml = new StringBuilder();
    for (int depth = 0; depth < 1_000; depth++) {
      yaml.append(" ".repeat(depth)).append("a:\n");
    }
    return yaml.toString();
  }

  private static void addArchives(HostileFiles files) {
    files.add(
        "deep/directories.zip",
        new RawZip().addStored("d/".repeat(8_000) + "x.txt", "umbrella".getBytes(UTF_8)).toBytes());
    byte[] zip = "umbrella".getBytes(UTF_8);
    byte[] gzip = zip;
    byte[] tar = zip;
    for (int level = 0; level < 300; level++) {
      zip = new RawZip().addStored(level == 0 ? "x.txt" : "x.zip", zip).toBytes();
      gzip = Packing.DEFLATED.gzip(gzip);
      if (level < 60) {
        tar = PackedBombs.tar(tar);
      }
    }
    files.add("deep/archives.zip", zip);
    files.add("deep/archives.gz", gzip);
    files.add("deep/archives.tar", tar);
  }

  private static void addMail(HostileFiles files) {
    StringBuilder parts = new StringBuilder();
    StringBuilder messages = new StringBuilder();
    for (int level = 0; level < 2_000; level++) {
      parts.append("Content-Type: multipart/mixed; boundary=b").append(level);
      parts.append("\n\n--b").append(level).append('\n');
      messages.append("Subject: level\nContent-Type: message/rfc822\n\n");
    }
    String head = "From: a@example.org\nSubject: deep\nMIME-Version: 1.0\n";
    files.add("deep/parts.eml", head + parts + "\numbrella\n");
    files.add("deep/messages.eml", head + messages + "\numbrella\n");
    files.add("deep/headers.eml", head + "X-More: umbrella\n".repeat(20_000) + "\numbrella\n");
    files.add("deep/folded.eml", head + "X-More: a\n" + " umbrella\n".repeat(50_000) + "\nx\n");
    files.add(
        "deep/messages.mbox",
        ("From a@example.org Sat Jan  3 01:05:34 1996\n" + head + "\numbrella\n\n").repeat(5_000));
  }

  private static void addDocuments(HostileFiles files) {
    files.add(
        "deep/tables.docx",
        Containers.docx(
            Map.of(
                "word/document.xml",
                Containers.document(
                    nested(
                        "<w:tbl><w:tr><w:tc>",
                        "<w:p><w:r><w:t>umbrella</w:t></w:r></w:p>",
                        "</w:tc></w:tr></w:tbl>",
                        3_000)))));
    files.add(
        "deep/spans.odt",
        Containers.odt(
            Map.of(
                "content.xml",
                Containers.openContent(
                    "",
                    "<text:p>"
                        + nested("<text:span>", "umbrella", "</text:span>", 20_000)
                        + "</text:p>"))));
    RawPdf pages = new RawPdf().add("<</Type/Catalog/Pages 2 0 R>>");
    for (int level = 0; level < 5_000; level++) {
      pages.add("<</Type/Pages/Count 1/Kids[" + (3 + level) + " 0 R]>>");
    }
    files.add("deep/pages.pdf", pages.add("<</Type/Page/MediaBox[0 0 1 1]>>").toBytes());
    files.add(
        "deep/arrays.pdf",
        new RawPdf()
            .add("<</Type/Catalog/Pages 2 0 R/X " + nested("[", "", "]", DEEP) + ">>")
            .add("<</Type/Pages/Count 0/Kids[]>>")
            .toBytes());
    files.add(
        "deep/content.pdf",
        RawPdf.ofOnePage("", ">>").stream("", nested("[", "", "]", DEEP) + " TJ").font().toBytes());
  }

  private static String nested(String open, String core, String close, int depth) {
    return open.repeat(depth) + core + close.repeat(depth);
  }
}
