package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.Packing;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Bombs that no limit of a parser stops: each takes all memory or all time that it gets. For
 * readers that can end a parser from outside.
 */
final class EndlessBombs {
  private static final String WORDS = "BT /F 12 Tf 72 700 Td (one umbrella more) Tj ET\n";

  private EndlessBombs() {}

  static void addTo(HostileFiles files) {
    files.add("endless/silent.zip", PackedBombs.nested(new byte[1 << 20], 5));
    files.add("endless/forms.pdf", forms());
    files.add("endless/strings.xlsx", strings());
    files.add("endless/words.pdf", words());
  }

  /** One page of four million letters, each of which is an object to who lays them out. */
  private static byte[] words() {
    byte[] content = WORDS.repeat(240_000).getBytes(StandardCharsets.US_ASCII);
    return RawPdf.ofOnePage("", ">>").stream("/Filter/FlateDecode", Packing.DEFLATED.zlib(content))
        .font()
        .toBytes();
  }

  /** A table of strings that says how large it will be. */
  private static byte[] strings() {
    return Containers.xlsx(
        Map.of(
            "xl/sharedStrings.xml",
            Containers.sheetPart("sst")
                    .replace("main\"", "main\" count=\"2147483647\" uniqueCount=\"2147483647\"")
                + "<si><t>one</t></si></sst>"));
  }

  /** Each form draws the next one ten times: a billion lines of text. */
  private static byte[] forms() {
    RawPdf pdf =
        RawPdf.ofOnePage("", "/XObject<</X 6 0 R>>>>").stream("", "/X Do ".repeat(10)).font();
    for (int level = 0; level < 8; level++) {
      int next = 7 + level;
      pdf.stream(
          "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X "
              + next
              + " 0 R>>>>",
          "/X Do ".repeat(10));
    }
    return pdf.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>", WORDS)
        .toBytes();
  }
}
