package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an article as PDF 1.4: Helvetica, one stream per page, a document information dictionary.
 * Characters outside of Windows-1252 become question marks.
 */
final class PdfFile {
  private static final Charset CHARSET = Charset.forName("windows-1252");
  private static final int COLUMNS = 88;
  private static final int LINES_PER_PAGE = 52;
  private static final int CATALOG = 1;
  private static final int PAGES = 2;
  private static final int FONT = 3;
  private static final int INFO = 4;
  private static final int FIRST_PAGE = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();
  private final Packing packing;
  private final PdfLock lock;

  private PdfFile(Packing packing, PdfLock lock) {
    this.packing = packing;
    this.lock = lock;
  }

  /** Returns an open document. */
  static byte[] of(Article article, Packing packing) {
    return new PdfFile(packing, null).write(article);
  }

  /**
   * Returns a document that is encrypted; with an empty user password everyone can still read it.
   */
  static byte[] locked(Article article, String userPassword, String ownerPassword) {
    PdfLock lock = new PdfLock(userPassword, ownerPassword, article.title());
    return new PdfFile(Packing.STORED, lock).write(article);
  }

  private byte[] write(Article article) {
    List<List<String>> pages = pages(article);
    emit("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(FIRST_PAGE + 2 * i).append(" 0 R ");
    }
    object("<</Type/Catalog/Pages %d 0 R/Lang%s>>", PAGES, string(article.language(), CATALOG));
    object("<</Type/Pages/Count %d/Kids[%s]>>", pages.size(), kids);
    object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    object(
        "<</Title%s/Author%s/Keywords%s/CreationDate%s>>",
        string(article.title(), INFO),
        string(article.author(), INFO),
        string(String.join(", ", article.keywords()), INFO),
        string("D:" + article.written().toString().replace("-", "") + "120000Z", INFO));
    for (List<String> page : pages) {
      object(
          "<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
              + "/Resources<</Font<</F1 %d 0 R>>>>>>",
          PAGES, offsets.size() + 2, FONT);
      stream(content(page));
    }
    if (lock != null) {
      object("%s", lock.dictionary());
    }
    end();
    return out.toByteArray();
  }

  private static List<List<String>> pages(Article article) {
    List<String> lines = new ArrayList<>(List.of(article.title(), article.author(), ""));
    lines.addAll(article.wrapped(COLUMNS));
    List<List<String>> pages = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += LINES_PER_PAGE) {
      pages.add(lines.subList(from, Math.min(from + LINES_PER_PAGE, lines.size())));
    }
    return pages;
  }

  private static byte[] content(List<String> lines) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(ascii("BT /F1 11 Tf 14 TL 56 784 Td\n"));
    for (String line : lines) {
      content.write('(');
      content.writeBytes(line.replaceAll("([\\\\()])", "\\\\$1").getBytes(CHARSET));
      content.writeBytes(ascii(") Tj T*\n"));
    }
    content.writeBytes(ascii("ET\n"));
    return content.toByteArray();
  }

  private String string(String text, int object) {
    byte[] bytes = text.getBytes(CHARSET);
    return PdfLock.hex(lock == null ? bytes : lock.encrypted(bytes, object));
  }

  private void object(String format, Object... values) {
    open();
    emit(Template.filled(format, values) + "\nendobj\n");
  }

  private void stream(byte[] content) {
    open();
    byte[] packed = packing.zlib(content);
    byte[] data = lock == null ? packed : lock.encrypted(packed, offsets.size());
    emit(Template.filled("<</Filter/FlateDecode/Length %d>>\nstream\n", data.length));
    out.writeBytes(data);
    emit("\nendstream\nendobj\n");
  }

  private void open() {
    offsets.add(out.size());
    emit(offsets.size() + " 0 obj\n");
  }

  private void end() {
    int start = out.size();
    emit(Template.filled("xref\n0 %d\n0000000000 65535 f \n", offsets.size() + 1));
    offsets.forEach(offset -> emit(Template.filled("%010d 00000 n \n", offset)));
    emit(
        Template.filled(
            "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R", offsets.size() + 1, CATALOG, INFO));
    if (lock != null) {
      emit(
          Template.filled(
              "/Encrypt %d 0 R/ID[%s%2$s]", offsets.size(), PdfLock.hex(lock.documentId())));
    }
    emit(Template.filled(">>\nstartxref\n%d\n%%%%EOF\n", start));
  }

  private void emit(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
