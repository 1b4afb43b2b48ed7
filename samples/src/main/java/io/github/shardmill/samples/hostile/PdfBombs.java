package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.Packing;
import java.nio.charset.StandardCharsets;

/** PDF files that are small and unfold, or lead in circles. */
final class PdfBombs {
  private static final String WORDS = "BT /F 12 Tf 72 700 Td (one umbrella more) Tj ET\n";
  private static final String NO_MORE = ">>";

  private PdfBombs() {}

  static void addTo(HostileFiles files) {
    byte[] spaces = Packing.DEFLATED.zlib(" ".repeat(64 << 20).getBytes(StandardCharsets.US_ASCII));
    files.add("bombs/flate.pdf", page("/Filter/FlateDecode", spaces).font().toBytes());
    files.add(
        "bombs/flate-twice.pdf",
        page("/Filter[/FlateDecode/FlateDecode]", Packing.DEFLATED.zlib(spaces)).font().toBytes());
    byte[] words = WORDS.repeat(20_000).getBytes(StandardCharsets.US_ASCII);
    files.add(
        "bombs/words.pdf",
        page("/Filter/FlateDecode", Packing.DEFLATED.zlib(words)).font().toBytes());
    files.add(
        "bombs/predictor.pdf",
        page(
                "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32>>",
                Packing.DEFLATED.zlib(new byte[1_000]))
            .font()
            .toBytes());
    files.add("bombs/page-count.pdf", pageCount());
    files.add("bombs/page-circle.pdf", pageCircle());
    files.add("bombs/pages-shared.pdf", sharedPages());
    files.add("bombs/xref-circle.pdf", xrefCircle());
    files.add("bombs/outline-circle.pdf", outlineCircle());
    files.add("bombs/length-circle.pdf", lengthCircle());
    files.add("bombs/object-stream.pdf", objectStream());
  }

  private static RawPdf page(String dictionary, byte[] content) {
    return RawPdf.ofOnePage("", NO_MORE).stream(dictionary, content);
  }

  private static byte[] pageCount() {
    return new RawPdf()
        .add("<</Type/Catalog/Pages 2 0 R>>")
        .add("<</Type/Pages/Count 2147483647/Kids[3 0 R]>>")
        .add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 1]>>")
        .toBytes();
  }

  private static byte[] pageCircle() {
    return new RawPdf()
        .add("<</Type/Catalog/Pages 2 0 R>>")
        .add("<</Type/Pages/Count 1/Kids[3 0 R]>>")
        .add("<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R]>>")
        .toBytes();
  }

  /** Each node has the next one ten times below it: a billion pages. */
  private static byte[] sharedPages() {
    RawPdf pdf = new RawPdf().add("<</Type/Catalog/Pages 2 0 R>>");
    for (int level = 0; level < 9; level++) {
      String kid = (3 + level) + " 0 R ";
      pdf.add("<</Type/Pages/Count 1000000000/Kids[" + kid.repeat(10) + "]>>");
    }
    return pdf.add("<</Type/Page/MediaBox[0 0 1 1]>>").toBytes();
  }

  private static byte[] xrefCircle() {
    byte[] once = page("", WORDS.getBytes(StandardCharsets.US_ASCII)).font().toBytes();
    int xref = new String(once, StandardCharsets.ISO_8859_1).lastIndexOf("xref\n0 ");
    return page("", WORDS.getBytes(StandardCharsets.US_ASCII)).font().toBytes("/Prev " + xref);
  }

  private static byte[] outlineCircle() {
    return RawPdf.ofOnePage("/Outlines 6 0 R", NO_MORE).stream("", WORDS)
        .font()
        .add("<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>")
        .add("<</Title(round)/Parent 6 0 R/Next 7 0 R/First 6 0 R/Last 7 0 R>>")
        .toBytes();
  }

  private static byte[] lengthCircle() {
    return RawPdf.ofOnePage("", NO_MORE)
        .add("<</Length 4 0 R/Filter 4 0 R>>\nstream\nBT ET\nendstream")
        .font()
        .toBytes();
  }

  /** An object stream that says it holds a billion objects, and itself. */
  private static byte[] objectStream() {
    return RawPdf.ofOnePage("", NO_MORE).stream("", WORDS).font().stream(
            "/Type/ObjStm/N 1000000000/First 10/Extends 6 0 R", "6 0 4 4   <<>>")
        .toBytes();
  }
}
