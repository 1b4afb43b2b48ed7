package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.BodyContentHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormatsTest {
  private static final Optional<Long> CREATED =
      Optional.of(Instant.parse("2024-02-03T04:05:06Z").toEpochMilli());

  private static final String RUSSIAN =
      "\u041c\u0435\u043b\u044c\u043d\u0438\u0446\u0430 \u0441\u0442\u043e\u0438\u0442 "
          + "\u0443 \u0440\u0435\u043a\u0438, \u0438 \u0432\u043e\u0434\u0430 "
          + "\u0432\u0435\u0440\u0442\u0438\u0442 \u043a\u043e\u043b\u0435\u0441\u0430 "
          + "\u0434\u0435\u043d\u044c \u0438 \u043d\u043e\u0447\u044c. ";

  @TempDir Path root;

  private final FileExtractor extractor = new FileExtractor(ExtractorConfig.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252", "ISO-8859-1", "Shift_JIS", "KOI8-R"})
  void textOfManyCharsetsIsReadAsItWasWritten(String charset) throws Exception {
    String text =
        switch (charset) {
          case "Shift_JIS" ->
              "\u5c0f\u9ea6\u3092\u6311\u3044\u3066\u7c89\u306b\u3059\u308b\u3002".repeat(20);
          case "KOI8-R" -> RUSSIAN.repeat(10);
          default ->
              "Die M\u00fchle mahlt \u00fcber Nacht. Caf\u00e9 d\u00e9j\u00e0 vu. ".repeat(20);
        };
    ExtractedFile extracted = extract("a.txt", text.getBytes(Charset.forName(charset)));
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.contentType(), equalTo("text/plain"));
    assertThat(extracted.content().text().strip(), equalTo(text.strip()));
    assertThat(extracted.content().meta(), hasItem(startsWith("Content-Encoding=")));
  }

  @Test
  void htmlGivesTextTitleAuthorTagsAndLanguage() throws Exception {
    Content content = extractOk("a.html", SampleDocuments.html(), "text/html");
    assertThat(content.text(), containsString("becomes fl\u00f6ur."));
    assertThat(content.text(), not(containsString("hidden")));
    assertThat(content.text(), not(containsString("color")));
    assertThat(content.title(), equalTo("The mill"));
    assertThat(content.authors(), contains("Ada Miller"));
    assertThat(content.labels().tags(), contains("grain", "flour"));
    assertThat(content.language(), equalTo("en-GB"));
  }

  @Test
  void xmlGivesItsText() throws Exception {
    Content content = extractOk("a.xml", SampleDocuments.xml(), "application/xml");
    assertThat(content.text(), containsString("wheat"));
    assertThat(content.text(), containsString("rye"));
  }

  @Test
  void rustIsSourceCodeAndNotDamagedXml() throws Exception {
    byte[] program = "fn main() { println!(\"flour\"); }\n".getBytes(UTF_8);
    Content content = extractOk("a.rs", program, "text/x-rust");
    assertThat(content.text(), containsString("flour"));
  }

  @Test
  void xmlReadsNoOtherFile() throws Exception {
    Path secret = Files.writeString(root.resolve("secret"), "classified");
    ExtractedFile extracted =
        extract("a.xml", SampleDocuments.xmlThatNamesAFile(secret.toUri().toString()));
    assertThat(extracted.content().text(), not(containsString("classified")));
  }

  @Test
  void rtfGivesTextTitleAndAuthor() throws Exception {
    Content content = extractOk("a.rtf", SampleDocuments.rtf(), "application/rtf");
    assertThat(content.text().strip(), equalTo("Grain flour."));
    assertThat(content.title(), equalTo("The mill"));
    assertThat(content.authors(), contains("Ada Miller"));
  }

  @Test
  void mailGivesSubjectDateAndBody() throws Exception {
    Content content = extractOk("a.eml", SampleDocuments.mail(), "message/rfc822");
    assertThat(content.title(), equalTo("Flour"));
    assertThat(content.createdMillis(), equalTo(CREATED));
    assertThat(content.text(), containsString("Ten sacks, please."));
    assertThat(content.meta(), hasItem("Message-To=Bo Baker <bo@example.org>"));
  }

  @Test
  void wordGivesTextAndProperties() throws Exception {
    Content content =
        extractOk(
            "a.docx",
            SampleDocuments.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertThat(content.text(), containsString("Grain becomes flour"));
    assertThat(content.title(), equalTo("The mill"));
    assertThat(content.authors(), contains("Ada Miller"));
    assertThat(content.labels().tags(), contains("grain", "flour"));
    assertThat(content.createdMillis(), equalTo(CREATED));
  }

  @Test
  void spreadsheetGivesItsCells() throws Exception {
    Content content =
        extractOk(
            "a.xlsx",
            SampleDocuments.xlsx(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertThat(content.text(), containsString("Harvest"));
    assertThat(content.text(), containsString("wheat\t42"));
  }

  @Test
  void pdfGivesTextAndProperties() throws Exception {
    Content content = extractOk("a.pdf", SampleDocuments.pdf(), "application/pdf");
    assertThat(content.text(), containsString("Grain becomes flour"));
    assertThat(content.title(), equalTo("The mill"));
    assertThat(content.authors(), contains("Ada Miller"));
    assertThat(content.labels().tags(), contains("grain", "flour"));
    assertThat(content.createdMillis(), equalTo(CREATED));
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, application/pdf",
    "a.docx, application/pdf",
    "a, application/pdf",
    "a.html, application/pdf",
  })
  void typeIsOfTheContentWhateverTheName(String name, String type) throws Exception {
    assertThat(
        extractOk(name, SampleDocuments.pdf(), type).text(), containsString("Grain becomes flour"));
  }

  @Test
  void documentWithAPasswordIsEncrypted() throws Exception {
    assertFailed(Outcome.ENCRYPTED, "a.pdf", SampleDocuments.pdf("secret"), "application/pdf");
    assertFailed(
        Outcome.ENCRYPTED,
        "a.docx",
        SampleDocuments.encryptedDocx(),
        "application/x-tika-ooxml-protected");
  }

  @Test
  void documentCutInHalfIsCorrupt() throws Exception {
    byte[] half = SampleDocuments.firstHalf(SampleDocuments.xlsx());
    assertThat(extract("a.xlsx", half).outcome(), equalTo(Outcome.CORRUPT));
    byte[] pdf = SampleDocuments.utf8("%PDF-1.4\nno objects follow");
    assertFailed(Outcome.CORRUPT, "a.pdf", pdf, "application/pdf");
  }

  @Test
  void typeWithoutAParserIsUnsupported() throws Exception {
    assertFailed(Outcome.UNSUPPORTED, "a.db", SampleDocuments.sqlite(), "application/x-sqlite3");
    assertFailed(
        Outcome.UNSUPPORTED, "noise", new byte[] {1, 2, 0, 3, 0, 4}, "application/octet-stream");
  }

  @Test
  void sameBytesGiveEqualResultsInAnyZoneAndLocale() throws Exception {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      for (byte[] document :
          new byte[][] {
            SampleDocuments.pdf(),
            SampleDocuments.docx(),
            SampleDocuments.mail(),
            SampleDocuments.html(),
            SampleDocuments.zip("a.rtf", SampleDocuments.rtf())
          }) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.ROOT);
        ExtractedFile first = extract("a.bin", document);
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        ExtractedFile second = extract("a.bin", document);
        assertThat(second.content(), equalTo(first.content()));
        assertThat(texts(second), equalTo(texts(first)));
        assertThat(second.contentType(), equalTo(first.contentType()));
      }
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void textIsWhatAPlainTikaProgramGets() throws Exception {
    AutoDetectParser plain = new AutoDetectParser();
    for (byte[] document :
        new byte[][] {
          SampleDocuments.html(),
          SampleDocuments.xml(),
          SampleDocuments.rtf(),
          SampleDocuments.docx(),
          SampleDocuments.xlsx(),
          SampleDocuments.pdf()
        }) {
      Metadata metadata = new Metadata();
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "a.bin");
      BodyContentHandler handler = new BodyContentHandler(-1);
      try (TikaInputStream stream = TikaInputStream.get(document, metadata)) {
        plain.parse(stream, handler, metadata, new ParseContext());
      }
      assertThat(extract("a.bin", document).content().text(), equalTo(handler.toString()));
    }
  }

  private static List<String> texts(ExtractedFile file) {
    return file.items().stream().map(item -> item.content().text()).toList();
  }

  private Content extractOk(String name, byte[] document, String type) throws IOException {
    ExtractedFile extracted = extract(name, document);
    assertThat(extracted.cause(), equalTo(""));
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(extracted.contentType(), equalTo(type));
    return extracted.content();
  }

  private void assertFailed(Outcome outcome, String name, byte[] document, String type)
      throws IOException {
    ExtractedFile extracted = extract(name, document);
    assertThat(extracted.cause(), extracted.outcome(), equalTo(outcome));
    assertThat(extracted.contentType(), equalTo(type));
    assertThat(extracted.content(), equalTo(Content.EMPTY));
    assertThat(extracted.digests().orElseThrow().size(), equalTo((long) document.length));
    assertThat(extracted.cause().isBlank(), equalTo(false));
  }

  private ExtractedFile extract(String name, byte[] document) throws IOException {
    Path file = Files.write(root.resolve(name), document);
    FileStamp stamp = FileStamp.of(file);
    FileEntry entry = new FileEntry(RelativePath.of(name), stamp.size(), stamp.modifiedMillis());
    return extractor.extract("s", entry, file);
  }
}
