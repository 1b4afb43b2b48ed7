package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.tika.detect.CompositeDetector;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failed comparison prints its seed; {@code -Dmime.seed=N} sets another one. */
class MimeDetectorTest {

  private static final MimeTypes TIKA = MimeTypes.getDefaultMimeTypes();
  private static final MimeDetector DETECTOR = MimeDetector.ofDefaultTypes();

  private final long seed = Long.getLong("mime.seed", 20_240_817L);
  private final Random random = new Random(seed);
  private final MimeComparison comparison = new MimeComparison(TIKA, DETECTOR);

  @AfterEach
  void nothingDiffers() {
    assertThat("seed " + seed, comparison.differences(), is(empty()));
  }

  @Test
  void samplesReachNearlyEveryMagic() throws Exception {
    Set<MediaType> missed = new TreeSet<>();
    Set<MediaType> reached = new TreeSet<>();
    for (MagicSamples.Sample sample : MagicSamples.ofBuiltInTypes(random)) {
      boolean matches = TIKA.forName(sample.type().toString()).matchesMagic(sample.head());
      (matches ? reached : missed).add(sample.type());
    }
    missed.removeAll(reached);
    assertThat("never matched: " + missed, reached.size(), greaterThan(20 * missed.size()));
  }

  @Test
  void samplesOfEveryMagicAreDetectedAlike() throws Exception {
    for (MagicSamples.Sample sample : MagicSamples.ofBuiltInTypes(random)) {
      comparison.ask("sample of " + sample.type(), sample.head(), (String) null);
      comparison.ask("named sample of " + sample.type(), sample.head(), name(sample.type()));
    }
    assertThat(comparison.asked(), greaterThan(2_000));
  }

  @Test
  void nearMissesOfEveryMagicAreDetectedAlike() throws Exception {
    for (MagicSamples.Sample sample : MagicSamples.ofBuiltInTypes(random)) {
      byte[] head =
          switch (random.nextInt(4)) {
            case 0 -> shifted(sample.head());
            case 1 -> withOneByteOff(sample.head());
            case 2 -> truncated(sample);
            default -> continued(sample.head());
          };
      String name = random.nextBoolean() ? name(sample.type()) : anyName();
      comparison.ask("near miss of " + sample.type(), head, name);
    }
  }

  @Test
  void prefixesOfAnyLengthAreDetectedAlike() throws Exception {
    List<MagicSamples.Sample> samples = MagicSamples.ofBuiltInTypes(random);
    for (int i = 0; i < 40; i++) {
      MagicSamples.Sample sample = samples.get(random.nextInt(samples.size()));
      int end = Math.min(sample.head().length, 70);
      for (int length = 0; length <= end; length++) {
        comparison.ask("prefix", Arrays.copyOf(sample.head(), length), name(sample.type()));
      }
    }
  }

  @Test
  void everyMagicMatchesWhereTikaSaysSo() throws Exception {
    MimeRuleReader definitions = MimeRuleReader.ofDefaults();
    List<MagicRule> rules = definitions.rules();
    Set<MediaType> types = rules.stream().map(MagicRule::type).collect(Collectors.toSet());
    List<MagicSamples.Sample> samples = MagicSamples.ofBuiltInTypes(random);
    for (int i = 0; i < 600; i++) {
      MagicSamples.Sample sample = samples.get(random.nextInt(samples.size()));
      byte[] head = random.nextBoolean() ? sample.head() : truncated(sample);
      Set<MediaType> matched =
          rules.stream()
              .filter(rule -> rule.clause().matches(head))
              .map(MagicRule::type)
              .collect(Collectors.toSet());
      for (MediaType type : types) {
        boolean expected = TIKA.forName(type.toString()).matchesMagic(head);
        assertThat(seed + " " + type + " in " + sample, matched.contains(type), is(expected));
      }
    }
  }

  @Test
  void magicsThatMatchAreNeverRuledOut() throws Exception {
    List<MagicRule> rules = MimeRuleReader.ofDefaults().rules();
    MagicIndex index = new MagicIndex(rules);
    for (MagicSamples.Sample sample : MagicSamples.ofBuiltInTypes(random)) {
      byte[] head = sample.head();
      List<MagicRule> ruledOut =
          IntStream.range(0, rules.size())
              .filter(rule -> rules.get(rule).clause().matches(head))
              .filter(rule -> !index.candidates(head).get(rule))
              .mapToObj(rules::get)
              .toList();
      assertThat("seed " + seed, ruledOut, is(empty()));
    }
  }

  @Test
  void ordinaryTextLeavesHardlyAnyMagicToEvaluate() throws Exception {
    MagicIndex index = new MagicIndex(MimeRuleReader.ofDefaults().rules());
    byte[] text = "It is a truth universally acknowledged.\n".repeat(500).getBytes(UTF_8);
    assertThat(index.candidates(text).cardinality(), is(0));
  }

  @Test
  void textInAnyCharsetIsDetectedAlike() throws Exception {
    String text = "Grüße, naïve “quotes” – Ελληνικά, русский язык, 日本語のテキスト\r\nline\t\u001b[1m\f\n";
    for (Charset charset : Charset.availableCharsets().values()) {
      if (charset.canEncode()) {
        byte[] head = text.repeat(1 + random.nextInt(40)).getBytes(charset);
        comparison.ask(charset.name(), head, anyName());
        comparison.ask(charset.name(), Arrays.copyOf(head, random.nextInt(head.length)), "a.txt");
      }
    }
  }

  @Test
  void noiseIsDetectedAlike() throws Exception {
    for (int i = 0; i < 400; i++) {
      byte[] head = new byte[random.nextInt(i % 50 == 0 ? 70_000 : 300)];
      random.nextBytes(head);
      if (random.nextBoolean()) {
        IntStream.range(0, head.length).forEach(at -> head[at] = (byte) (head[at] & 0x7f));
      }
      comparison.ask("noise", head, anyName());
    }
  }

  @Test
  void markupIsDetectedAlike() throws Exception {
    List<String> starts =
        List.of("", "<?xml version='1.0'?>", "\ufeff", "<!DOCTYPE html>", "<!-- c -->\n");
    List<String> roots =
        List.of("html", "HTML", "body", "svg", "rss", "project", "x:feed", "html xmlns='%s'", "h1");
    List<String> rests = List.of(">", "/>", " a=b>", "", "><p>&nbsp;<br></p>", "\0>");
    for (String start : starts) {
      for (String root : roots) {
        for (String rest : rests) {
          String page = start + "<" + root.replace("%s", "http://www.w3.org/1999/xhtml") + rest;
          comparison.ask(page, page.getBytes(UTF_8), anyName());
          comparison.ask(page, page.getBytes(ISO_8859_1), name(MediaType.APPLICATION_XML));
          comparison.ask(page, (page + "\n".repeat(300)).getBytes(Charset.forName("UTF-16")), "x");
        }
      }
    }
  }

  @Test
  void mutationsAreDetectedAlike() throws Exception {
    List<MagicSamples.Sample> samples = MagicSamples.ofBuiltInTypes(random);
    for (int i = 0; i < 1_000; i++) {
      byte[] head = samples.get(random.nextInt(samples.size())).head().clone();
      byte[] other = samples.get(random.nextInt(samples.size())).head();
      int at = random.nextInt(head.length);
      int length = Math.min(Math.min(head.length - at, other.length), 1 + random.nextInt(64));
      System.arraycopy(other, 0, head, at, length);
      comparison.ask("mutation", head, anyName());
    }
  }

  @Test
  void namesAndStatedTypesCountAlike() throws Exception {
    List<byte[]> heads =
        List.of(new byte[0], "text".getBytes(UTF_8), "%PDF-1.4".getBytes(UTF_8), new byte[] {0, 1});
    List<String> stated =
        List.of("text/x-python", "application/x-unheard-of", "no type", "text/html; charset=x");
    for (byte[] head : heads) {
      for (String name : NAMES) {
        comparison.ask(name, head, name);
        for (String type : stated) {
          Metadata metadata = new Metadata();
          metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
          metadata.set(Metadata.CONTENT_TYPE, type);
          comparison.ask(name + " stated " + type, head, metadata);
        }
      }
    }
  }

  @Test
  void withoutContentTheNameDecides() throws Exception {
    Metadata metadata = new Metadata();
    assertThat(DETECTOR.detect(null, metadata), equalTo(MediaType.OCTET_STREAM));
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "a.pdf");
    assertThat(DETECTOR.detect(null, metadata), equalTo(MediaType.application("pdf")));
  }

  @Test
  void streamsThatGiveLittleAtATimeAreReadInFull() throws Exception {
    byte[] head = Arrays.copyOf("plain".getBytes(UTF_8), 40_000);
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(head)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 7));
          }
        };
    MediaType type = DETECTOR.detect(slow, new Metadata());
    assertThat(type, equalTo(TIKA.detect(new ByteArrayInputStream(head), new Metadata())));
    assertThat("the stream is back at its start", slow.read(), is((int) 'p'));
  }

  @Test
  void unreadableStreamIsReported() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }

          @Override
          public void mark(int limit) {}

          @Override
          public void reset() {}
        };
    assertThrows(IOException.class, () -> DETECTOR.detect(broken, new Metadata()));
  }

  @Test
  void compositeHasTheDefaultDetectorsInTheirOrder() {
    List<Detector> expected = new DefaultDetector().getDetectors();
    List<Detector> found = ((CompositeDetector) MimeDetector.composite()).getDetectors();
    int last = expected.size() - 1;
    assertThat(classes(found.subList(0, last)), equalTo(classes(expected.subList(0, last))));
    assertThat(expected.get(last), is(instanceOf(MimeTypes.class)));
    assertThat(found.get(last), is(sameInstance(DETECTOR)));
  }

  @Test
  void compositeDetectsWhatTheDefaultDoes() throws Exception {
    MimeComparison composites = new MimeComparison(new DefaultDetector(), MimeDetector.composite());
    List<MagicSamples.Sample> samples = MagicSamples.ofBuiltInTypes(random);
    for (int i = 0; i < 500; i++) {
      MagicSamples.Sample sample = samples.get(random.nextInt(samples.size()));
      composites.ask("sample of " + sample.type(), sample.head(), anyName());
    }
    assertThat("seed " + seed, composites.differences(), is(empty()));
  }

  @Test
  void serializedDetectorIsTheSameOneAgain() {
    assertThat(SerializableUtils.clone(DETECTOR), is(sameInstance(DETECTOR)));
  }

  private static final List<String> NAMES =
      List.of(
          "a.txt",
          "a.html",
          "A.PDF",
          "a.tar.gz",
          "README",
          "Makefile",
          "a b.docx",
          "a%20b.xml",
          "dir/",
          "http://host/a.php",
          "https://host/a.jsp?x=y.pdf",
          "a.php",
          "C:\\a.doc",
          "mailto:me",
          "x:y.txt",
          ".gitignore",
          "a.unknown",
          "",
          "#a.txt",
          "a#b.txt",
          "a?b.c",
          "[1].xls",
          "é.html",
          "a.xhtml");

  private String anyName() {
    int choice = random.nextInt(NAMES.size() + 1);
    return choice == NAMES.size() ? null : NAMES.get(choice);
  }

  private static String name(MediaType type) throws Exception {
    return "file" + TIKA.forName(type.toString()).getExtension();
  }

  private static byte[] shifted(byte[] head) {
    byte[] shifted = new byte[head.length + 1];
    System.arraycopy(head, 0, shifted, 1, head.length);
    return shifted;
  }

  private byte[] withOneByteOff(byte[] head) {
    byte[] changed = head.clone();
    int reach = random.nextBoolean() ? Math.min(24, head.length) : head.length;
    changed[head.length - 1 - random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private byte[] truncated(MagicSamples.Sample sample) {
    return Arrays.copyOf(sample.head(), sample.end() - random.nextInt(Math.min(24, sample.end())));
  }

  private byte[] continued(byte[] head) {
    byte[] continued = Arrays.copyOf(head, head.length + 1 + random.nextInt(9_000));
    Arrays.fill(continued, head.length, continued.length, (byte) (random.nextBoolean() ? 'x' : 0));
    return continued;
  }

  private static List<Class<?>> classes(List<Detector> detectors) {
    return detectors.stream().<Class<?>>map(Detector::getClass).toList();
  }
}
