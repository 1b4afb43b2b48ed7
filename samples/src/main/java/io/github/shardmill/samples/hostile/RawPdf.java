package io.github.shardmill.samples.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a PDF object by object, numbered from 1; the first is the catalog. */
final class RawPdf {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();

  RawPdf() {
    emit("%PDF-1.7\n");
  }

  /** Adds an object. */
  RawPdf add(String body) {
    offsets.add(out.size());
    emit(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    return this;
  }

  /** Adds a stream; its dictionary lacks brackets and length. */
  RawPdf stream(String dictionary, byte[] data) {
    offsets.add(out.size());
    emit(offsets.size() + " 0 obj\n<<" + dictionary + "/Length " + data.length + ">>\nstream\n");
    out.writeBytes(data);
    emit("\nendstream\nendobj\n");
    return this;
  }

  RawPdf stream(String dictionary, String data) {
    return stream(dictionary, data.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns a document of one page, object 3, whose content is object 4 and font object 5. */
  static RawPdf ofOnePage(String catalogMore, String pageMore) {
    return new RawPdf()
        .add("<</Type/Catalog/Pages 2 0 R" + catalogMore + ">>")
        .add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
        .add(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5"
                + " 0 R>>"
                + pageMore
                + ">>");
  }

  RawPdf font() {
    return add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  }

  byte[] toBytes() {
    return toBytes("");
  }

  byte[] toBytes(String trailerMore) {
    int start = out.size();
    emit("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> emit(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
    emit("trailer\n<</Size " + (offsets.size() + 1) + "/Root 1 0 R" + trailerMore + ">>\n");
    emit("startxref\n" + start + "\n%%EOF\n");
    return out.toByteArray();
  }

  private void emit(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
