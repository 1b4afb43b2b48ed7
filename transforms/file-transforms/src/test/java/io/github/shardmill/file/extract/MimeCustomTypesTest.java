package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions that a user adds to Tika's count as they do there. */
class MimeCustomTypesTest {

  private static final String ODD_TYPES =
      """
      <mime-info>
        <mime-type type="application/x-low">
          <magic priority="0"><match value="low" offset="0"/></magic>
          <magic priority="-1"><match value="w" offset="2"/></magic>
        </mime-type>
        <mime-type type="application/x-lower">
          <magic priority="-5"><match value="owl" offset="1:9"/></magic>
        </mime-type>
        <mime-type type="application/x-some">
          <magic>
            <match minShouldMatch="2">
              <match value="one" offset="0:300"/>
              <match value="[Tt]wo" type="regex" offset="0:300"/>
              <match value="THREE" type="stringignorecase" offset="0:300"/>
            </match>
          </magic>
        </mime-type>
        <mime-type type="application/x-masked">
          <magic priority="90">
            <match value="0x8040" mask="0xc0f0" type="string" offset="3">
              <match value="0x000000" type="string" offset="5:40"/>
            </match>
          </magic>
        </mime-type>
        <mime-type type="application/x-anything-late">
          <magic priority="1"><match value="(?s).*late" type="regex" offset="2"/></magic>
        </mime-type>
        <mime-type type="application/x-padded">
          <magic><match value="pad\\x00\\x00\\x00" offset="0:4"/></magic>
        </mime-type>
        <mime-type type="application/x-old"><alias type="application/x-new"/></mime-type>
        <mime-type type="application/x-new">
          <magic><match value="NEW" offset="0"/></magic>
          <root-XML localName="fresh"/>
        </mime-type>
        <mime-type type="application/octet-stream">
          <magic priority="100"><match value="one" offset="0"/></magic>
        </mime-type>
      </mime-info>
      """;

  private static final List<String> HEADS =
      List.of(
          "low",
          "lowlow",
          "xlowl",
          "one two",
          "one and THRee",
          "three",
          "Two, one",
          "xxx\u0080A\0\0\0",
          "xxx\u00bfO" + "y".repeat(36) + "\0",
          "xxx\u00c0A\0\0\0",
          "xxx\u0080Aabc",
          "too late",
          "to" + "o".repeat(9_000) + "late",
          "pad",
          "pad\0\0\0",
          "....pad",
          "....pad\0",
          "NEW",
          "<?xml version='1.0'?><fresh/>",
          "<?xml version='1.0'?><stale/>",
          "<?xml version='1.0'?><fresh");

  /** Whatever loads them first must not find the custom ones of these tests. */
  @BeforeAll
  static void loadDefaultTypes() {
    MimeDetector.ofDefaultTypes();
  }

  @AfterEach
  void noCustomTypes() {
    System.clearProperty(MimeTypesFactory.CUSTOM_MIMES_SYS_PROP);
  }

  @Test
  void customTypesAreDetectedAlike(@TempDir Path directory) throws Exception {
    MimeTypes types = withCustom(ODD_TYPES, directory);
    MimeComparison comparison = new MimeComparison(types, MimeDetector.over(types));
    for (String head : HEADS) {
      comparison.ask(head, head.getBytes(ISO_8859_1), (String) null);
      comparison.ask(head, (head + "!").getBytes(ISO_8859_1), "a.txt");
    }
    assertThat(comparison.differences(), is(empty()));
  }

  @Test
  void customTypesAreFound(@TempDir Path directory) throws Exception {
    MimeDetector detector = MimeDetector.over(withCustom(ODD_TYPES, directory));
    ByteArrayInputStream some = new ByteArrayInputStream("two three".getBytes(ISO_8859_1));
    assertThat(detector.detect(some, new Metadata()), is(MediaType.application("x-some")));
  }

  @Test
  void definitionsNotUnderstoodAreLeftToTika(@TempDir Path directory) throws Exception {
    String broken =
        """
        <mime-info><mime-type type="application/x-broken">
          <magic priority="1"><match value="(" type="regex" offset="0"/></magic>
        </mime-type></mime-info>
        """;
    MimeTypes types = withCustom(broken, directory);
    MimeComparison comparison = new MimeComparison(types, MimeDetector.over(types));
    assertThrows(IllegalArgumentException.class, MimeRuleReader::ofDefaults);
    comparison.ask("matches before the broken one", "%PDF-1.4".getBytes(ISO_8859_1), "a.pdf");
    comparison.ask("reaches the broken one", "plain".getBytes(ISO_8859_1), "a.txt");
    assertThat(comparison.differences(), is(empty()));
  }

  private static MimeTypes withCustom(String definitions, Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("types.xml"), definitions);
    System.setProperty(MimeTypesFactory.CUSTOM_MIMES_SYS_PROP, file.toString());
    return MimeTypesFactory.create("tika-mimetypes.xml", "custom-mimetypes.xml");
  }
}
