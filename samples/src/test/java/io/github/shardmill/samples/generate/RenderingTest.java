package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.PasswordProvider;
import org.apache.tika.sax.BodyContentHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the renderers write, Tika must read: type, metadata, text. */
class RenderingTest {
  private static final Article ARTICLE =
      new Article(
          "Kettles & <lids>",
          "Zoë Quill",
          "en",
          List.of("tea", "steam"),
          LocalDate.of(2026, 2, 3),
          List.of("Kettles (nine cups) boil\nquietly | 42", "The café\\bar says \"no\" {again}."));

  private record Parsed(String text, Metadata metadata) {}

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("application/pdf", PdfFile.of(ARTICLE, Packing.STORED)),
        Arguments.of("application/pdf", PdfFile.of(ARTICLE, Packing.DEFLATED)),
        Arguments.of("application/pdf", PdfFile.locked(ARTICLE, "", "owner")),
        Arguments.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            OfficeFiles.docx(ARTICLE, Packing.DEFLATED)),
        Arguments.of(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            OfficeFiles.xlsx(ARTICLE, Packing.DEFLATED)),
        Arguments.of(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            SlideShow.pptx(ARTICLE, Packing.DEFLATED)),
        Arguments.of("application/vnd.ms-excel", LegacyOffice.xls(ARTICLE)),
        Arguments.of(
            "application/vnd.oasis.opendocument.text", OpenFiles.odt(ARTICLE, Packing.DEFLATED)),
        Arguments.of(
            "application/vnd.oasis.opendocument.spreadsheet",
            OpenFiles.ods(ARTICLE, Packing.STORED)),
        Arguments.of("application/epub+zip", OpenFiles.epub(ARTICLE, Packing.DEFLATED)),
        Arguments.of("application/rtf", TextFiles.rtf(ARTICLE)),
        Arguments.of("text/html", WebPages.html(ARTICLE, StandardCharsets.UTF_8)),
        Arguments.of("text/html", WebPages.html(ARTICLE, StandardCharsets.US_ASCII)));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentIsReadBack(String type, byte[] document) throws Exception {
    Parsed parsed = parse(document, "");

    assertThat(parsed.metadata().get(Metadata.CONTENT_TYPE).replaceAll(";.*", ""), equalTo(type));
    assertThat(parsed.metadata().get(TikaCoreProperties.TITLE), equalTo("Kettles & <lids>"));
    assertThat(
        parsed.metadata().getValues(TikaCoreProperties.CREATOR), arrayContaining("Zoë Quill"));
    assertThat(parsed.text(), containsString("Kettles (nine cups) boil"));
    assertThat(parsed.text(), containsString("The café\\bar says \"no\" {again}."));
  }

  @Test
  void mailIsReadBack() throws Exception {
    for (byte[] mail : List.of(MailFiles.plain(ARTICLE), MailFiles.alternative(ARTICLE))) {
      Parsed parsed = parse(mail, "");

      assertThat(parsed.metadata().get(Metadata.CONTENT_TYPE), containsString("message/rfc822"));
      assertThat(parsed.metadata().get(TikaCoreProperties.TITLE), equalTo("Kettles & <lids>"));
      assertThat(parsed.text(), containsString("The café\\bar says"));
    }
  }

  @Test
  void attachmentIsReadBack() throws Exception {
    byte[] mail =
        MailFiles.withAttachment(
            ARTICLE,
            "table.csv",
            "text/csv",
            "a,b\n1,pocketwatch\n".getBytes(StandardCharsets.UTF_8));

    assertThat(parse(mail, "").text(), containsString("pocketwatch"));
  }

  @Test
  void mailboxHoldsItsMessages() throws Exception {
    Parsed parsed = parse(MailFiles.mailbox(List.of(ARTICLE, ARTICLE)), "");

    assertThat(parsed.metadata().get(Metadata.CONTENT_TYPE), containsString("application/mbox"));
    assertThat(parsed.text().split("nine cups", -1).length, equalTo(3));
  }

  @Test
  void archivesHoldTheirFiles() throws Exception {
    Map<String, byte[]> files = Map.of("é.txt", TextFiles.plain(ARTICLE, StandardCharsets.UTF_8));
    for (byte[] archive :
        List.of(
            Archives.zip(files, Packing.STORED),
            Archives.zip(files, Packing.DEFLATED),
            Archives.tarGz(files, Packing.STORED),
            Archives.tarGz(files, Packing.DEFLATED),
            Archives.sevenZip(files))) {
      assertThat(parse(archive, "").text(), containsString("nine cups"));
    }
  }

  @Test
  void lockedFilesOpenWithTheirPasswordOnly() throws Exception {
    for (byte[] locked :
        List.of(
            PdfFile.locked(ARTICLE, "drip", "owner"),
            LegacyOffice.sealed(OfficeFiles.docx(ARTICLE, Packing.STORED), "drip"))) {
      assertThat(new String(locked, StandardCharsets.ISO_8859_1), not(containsString("nine")));
      assertThrows(EncryptedDocumentException.class, () -> parse(locked, "drop"));
      assertThat(parse(locked, "drip").text(), containsString("nine cups"));
    }
  }

  @Test
  void delimitedTextQuotesWhatItMust() {
    Article table =
        new Article("t", "a", "en", List.of(), LocalDate.EPOCH, List.of("x, y | say \"z\" | 3"));

    assertThat(
        new String(Tables.csv(table), StandardCharsets.UTF_8),
        equalTo("\"x, y\",\"say \"\"z\"\"\",3\r\n"));
    assertThat(
        new String(Tables.tsv(table), StandardCharsets.UTF_8),
        equalTo("x, y\t\"say \"\"z\"\"\"\t3\n"));
  }

  private static Parsed parse(byte[] content, String password) throws Exception {
    Metadata metadata = new Metadata();
    BodyContentHandler text = new BodyContentHandler(-1);
    ParseContext context = new ParseContext();
    context.set(PasswordProvider.class, document -> password);
    try (InputStream in = TikaInputStream.get(content, metadata)) {
      new AutoDetectParser().parse(in, text, metadata, context);
    }
    return new Parsed(text.toString(), metadata);
  }
}
