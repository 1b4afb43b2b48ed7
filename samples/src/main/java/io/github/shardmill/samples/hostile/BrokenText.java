package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Text in encodings that are broken, declared wrongly, or unknown; text that is one endless line.
 */
final class BrokenText {
  private static final String WORDS = "one umbrella more ";

  private BrokenText() {}

  static void addTo(HostileFiles files) {
    addBytes(files);
    addDeclarations(files);
    addMail(files);
    addShapes(files);
  }

  private static void addBytes(HostileFiles files) {
    add(files, "overlong", "c0afe080aff08080aff8808080af");
    add(files, "surrogates", "eda080edb080edbfbfeda080");
    add(files, "beyond", "f4908080f7bfbfbffbbfbfbfbffdbfbfbfbfbf");
    add(files, "cut-sequence", "c3e282f09f98c3");
    add(files, "continuations", "80818283bfbf");
    add(files, "no-bytes", "fefffffefefe");
    files.add("text/half-utf16.txt", Arrays.copyOf(("\ufeff" + WORDS).getBytes(UTF_16LE), 25));
    files.add("text/lone-surrogates.txt", utf16("\ufeffumbrella \ud83d end \udc08\ud83d"));
    files.add("text/wrong-mark.txt", concat("\ufeff".getBytes(UTF_16BE), WORDS.getBytes(UTF_8)));
    files.add("text/two-marks.txt", "\ufeff\ufeff\ufeff" + WORDS);
    files.add("text/utf32.txt", HexFormat.of().parseHex("0000feff000000750011000000ffffff"));
    files.add("text/utf7.txt", "+ACI-umbrella+AD4-+//8-+2D0-");
    files.add("text/nul.txt", "umbrella\0more\0".repeat(100));
    files.add("text/controls.txt", controls());
    files.add("text/all-bytes.txt", allBytes());
  }

  private static void add(HostileFiles files, String name, String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] words = WORDS.repeat(20).getBytes(UTF_8);
    files.add("text/" + name + ".txt", concat(words, concat(bad, words)));
    files.add("text/" + name + ".md", concat(("# " + WORDS).getBytes(UTF_8), bad));
    files.add(
        "text/" + name + ".html",
        concat("<meta charset=utf-8><p>".getBytes(UTF_8), concat(bad, words)));
    files.add(
        "text/" + name + ".xml",
        concat("<a>".getBytes(UTF_8), concat(bad, "</a>".getBytes(UTF_8))));
  }

  private static void addDeclarations(HostileFiles files) {
    for (String charset :
        new String[] {"no-such", "UTF-16", "x-IBM1364", "../../x", "utf-8\"'", ""}) {
      String name = charset.replaceAll("[^A-Za-z0-9-]", "_");
      files.add(
          "text/declared-" + name + ".html",
          "<html><head><meta charset=\"" + charset + "\"></head><body>umbr\u00e9lla</body></html>");
      files.add(
          "text/declared-" + name + ".xml",
          "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>umbr\u00e9lla</a>");
    }
    files.add(
        "text/declared-twice.html",
        "<meta charset=utf-8><meta charset=utf-16><meta charset=shift_jis><p>umbr\u00e9lla");
  }

  private static void addMail(HostileFiles files) {
    String head =
        """
        From: =?no-such?B?////?=
        To: =?utf-8?Q?=ZZ=?=
        Subject: =?UTF-7?B?+?=
        Date: Sat, 99 Foo 99999 99:99:99 +9999
        MIME-Version: 1.0
        """;
    files.add(
        "text/charset.eml", head + "Content-Type: text/plain; charset=\"no-such\"\n\numbrella\n");
    files.add(
        "text/base64.eml",
        head + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!=A=\u00ff==\n");
    files.add(
        "text/quoted.eml",
        head + "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n=Z=\n=0");
    files.add("text/no-end.eml", head + "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n--\n");
  }

  private static void addShapes(HostileFiles files) {
    files.add("text/one-line.txt", WORDS.repeat(120_000));
    files.add("text/one-word.txt", "umbrella".repeat(250_000));
    files.add("text/one-word.md", "# " + "umbrella".repeat(250_000));
    files.add("text/one-line.csv", "a,".repeat(500_000));
    files.add("text/one-line.json", "[" + "1,".repeat(500_000) + "1]");
    files.add("text/one-line.html", "<p>" + WORDS.repeat(120_000));
    files.add("text/line-breaks.txt", "\n".repeat(2_000_000) + "umbrella");
    files.add("text/spaces.txt", " ".repeat(2_000_000) + "umbrella");
    files.add("text/marks.txt", "a" + "\u0301".repeat(500_000));
    files.add("text/joined.txt", "\ud83d\udc68\u200d".repeat(200_000));
    files.add("text/both-ways.txt", "\u202e\u2066umbrella\u2069".repeat(10_000));
    files.add("text/emphasis.md", "*_".repeat(200_000) + "umbrella");
    files.add(
        "text/entities.html", "<p>" + "&#x10ffff;&#0;&#xd800;&nosuch;&#99999999999;".repeat(5_000));
    files.add("text/comment.html", "<!--" + "-".repeat(500_000) + "<p>umbrella");
    files.add("text/attribute.html", "<p a=\"" + "x".repeat(2_000_000) + "\">umbrella</p>");
    files.add("text/quotes.csv", "\"".repeat(300_001) + ",umbrella");
  }

  private static byte[] controls() {
    StringBuilder text = new StringBuilder("umbrella");
    for (char c = 0; c < 0xa0; c++) {
      text.append(c);
    }
    return text.append("\ufffe\uffff\ufdd0\u2028\u2029\ufff9").toString().getBytes(UTF_8);
  }

  private static byte[] allBytes() {
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return concat("umbrella\n".getBytes(US_ASCII), bytes);
  }

  /** Encodes unit by unit: Java's own encoder replaces lone surrogates. */
  private static byte[] utf16(String text) {
    StringBuilder bytes = new StringBuilder();
    text.chars().forEach(unit -> bytes.append((char) (unit & 0xff)).append((char) (unit >> 8)));
    return bytes.toString().getBytes(ISO_8859_1);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
