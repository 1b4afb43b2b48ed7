package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.tika.detect.MagicDetector;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Makes bytes that match the magics of Tika's built-in definitions, one sample for each magic and
 * each place where it may stand, independently of the classes under test.
 */
final class MagicSamples {

  /** What matches the regular expressions in the definitions: a part of each, then an example. */
  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry(
              "\\\\x43\\\\x63\\\\x83", "\3a\1\1" + "\1\0\0\0\41\0\1\0" + "\0".repeat(20) + "NAME"),
          Map.entry("%AI5_FileFormat", "\n%AI5_FileFormat 3\n"),
          Map.entry("\\\\.\\\\d\\\\u0000", "JAVA PROFILE 1.0.1\0"),
          Map.entry("\\\\.\\\\d,", "JAVA PROFILE 1.0.1,"),
          Map.entry("[0-9]{5,5}", "01234"),
          Map.entry("[acdnp][acdefgijkmoprt]", "nam"),
          Map.entry("[acdnosx]z", "nz"),
          Map.entry("[cdn][uvxy]", "cu"),
          Map.entry("[acdn]w", "cw"),
          Map.entry("[cdn]q", "cq"),
          Map.entry("\\\\x54\\\\x52", "some TRUEVISION-XFILE.\0"),
          Map.entry("FCS[1-3]", "FCS3.1    "),
          Map.entry("BZh[1-9]", "BZh9"),
          Map.entry("(\\x01|\\x02", "\2"),
          Map.entry("^([\\\\x05-", "\6" + "A".repeat(10) + "\0".repeat(43) + "\6\0"),
          Map.entry("^\\\\x0D.{51}", "\r" + "a".repeat(51) + "\14\0\r\0\16"),
          Map.entry("^\\\\x44\\\\x43", "DCx\1"),
          Map.entry("[\\x72|\\x33", "3"),
          Map.entry("\\\\xFF[\\\\xE3", "\u00ff\u00fb"),
          Map.entry("{100,2000}", "\u00ff\u00f1" + "ab".repeat(60) + "\u00ff\u00f1"),
          Map.entry("{1,1024})(?:", "\r\n\u00ff\u00fb"),
          Map.entry("SECTION", "0\r\nSECTION\r\n"),
          Map.entry("HEADER|ENT", "2\nHEADER\n"),
          Map.entry("P4", "P4"),
          Map.entry("P5", "P5"),
          Map.entry("P6", "P6"),
          Map.entry("(X|DKIM|ARC)-", "DKIM-"),
          Map.entry("<(html|head", "<Body "),
          Map.entry("<h[123]", "<H2>"),
          Map.entry("^\\\\s*(?:strict", " \n strict digraph g"),
          Map.entry("^(?:\\\\s*//", "// one\n// two\n graph g"),
          Map.entry("^\\\\s*/\\\\*", "/* a\n comment */ digraph g"),
          Map.entry("]{0,62}\\\\s*=", "function area_1 ="),
          Map.entry("]{0,62}[\\\\r", "function area_1\n"));

  /**
   * One sample.
   *
   * @param end just behind the last byte that a magic put there
   */
  record Sample(MediaType type, byte[] head, int end) {}

  private final Random random;
  private final List<Sample> samples = new ArrayList<>();

  private MagicSamples(Random random) {
    this.random = random;
  }

  static List<Sample> ofBuiltInTypes(Random random) throws Exception {
    MagicSamples made = new MagicSamples(random);
    try (InputStream stream = MimeTypes.class.getResourceAsStream("tika-mimetypes.xml")) {
      NodeList magics =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(stream)
              .getElementsByTagName("magic");
      for (int i = 0; i < magics.getLength(); i++) {
        made.add((Element) magics.item(i));
      }
    }
    return made.samples;
  }

  private void add(Element magic) {
    MediaType type = MediaType.parse(((Element) magic.getParentNode()).getAttribute("type"));
    for (Element match : matches(magic)) {
      for (Place place : places(match)) {
        for (int variant = 0; variant < Math.max(1, matches(match).size()); variant++) {
          Canvas canvas = new Canvas(random);
          paint(canvas, type, match, place, variant);
          samples.add(new Sample(type, canvas.bytes(), canvas.end));
        }
      }
    }
  }

  /** One place is as good as another for a match without a range of offsets in it. */
  private static List<Place> places(Element match) {
    boolean ranged = match.getAttribute("offset").contains(":");
    NodeList inner = match.getElementsByTagName("match");
    for (int i = 0; i < inner.getLength(); i++) {
      ranged |= ((Element) inner.item(i)).getAttribute("offset").contains(":");
    }
    return ranged ? List.of(Place.values()) : List.of(Place.FIRST);
  }

  /** Puts down what a match asks for, and one of the alternatives below it. */
  private void paint(Canvas canvas, MediaType type, Element match, Place place, int variant) {
    List<Element> parts = matches(match);
    String minimum = match.getAttribute("minShouldMatch");
    int wanted = minimum.isEmpty() ? Math.min(1, parts.size()) : Integer.parseInt(minimum);
    for (int i = 0; i < wanted; i++) {
      paint(canvas, type, parts.get((variant + i) % parts.size()), place, variant);
    }
    if (minimum.isEmpty()) {
      canvas.put(place.offset(match.getAttribute("offset"), random), bytes(type, match));
    }
  }

  private static byte[] bytes(MediaType type, Element match) {
    String value = match.getAttribute("value");
    String kind = match.hasAttribute("type") ? match.getAttribute("type") : "string";
    if (kind.equals("regex")) {
      return EXAMPLES.entrySet().stream()
          .filter(example -> value.contains(example.getKey()))
          .map(example -> example.getValue().getBytes(ISO_8859_1))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No example for the expression " + value));
    }
    String description = MagicDetector.parse(type, kind, "0", value, null).toString();
    int from = description.indexOf("bytes = [") + "bytes = [".length();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(description.substring(from, description.indexOf(']', from)).split(", "))
        .filter(number -> !number.isEmpty())
        .forEach(number -> bytes.write(Byte.parseByte(number)));
    return bytes.toByteArray();
  }

  private static List<Element> matches(Element parent) {
    List<Element> matches = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals("match")) {
        matches.add(element);
      }
    }
    return matches;
  }

  /** Where in its range of offsets a match is put. */
  private enum Place {
    FIRST,
    BETWEEN,
    LAST;

    int offset(String range, Random random) {
      if (range.isEmpty()) {
        return 0;
      }
      String[] ends = range.split(":");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      return switch (this) {
        case FIRST -> first;
        case BETWEEN -> first + random.nextInt(last - first + 1);
        case LAST -> last;
      };
    }
  }

  /** Bytes being put together, on a ground of zeros, blanks or noise. */
  private static final class Canvas {
    private byte[] content = new byte[64 * 1024];
    private int end;

    Canvas(Random random) {
      switch (random.nextInt(3)) {
        case 0 -> Arrays.fill(content, (byte) ' ');
        case 1 -> random.nextBytes(content);
        default -> Arrays.fill(content, (byte) 0);
      }
    }

    void put(int offset, byte[] bytes) {
      System.arraycopy(bytes, 0, content, offset, bytes.length);
      end = Math.max(end, offset + bytes.length);
    }

    byte[] bytes() {
      return Arrays.copyOf(content, end);
    }
  }
}
