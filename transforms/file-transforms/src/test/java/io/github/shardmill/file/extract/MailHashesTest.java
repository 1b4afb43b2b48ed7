package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.tika.metadata.MAPI;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what the copies of a mail are known, from its bytes on. */
class MailHashesTest {
  /** Of {@code <1@example.org>}. */
  private static final String MD5_OF_ID = "345f3cd2195596c6aa83da9cb8a70eca";

  @TempDir Path root;

  @Test
  void mailIsHashedByItsIdAndByWhatItSays() throws IOException {
    String attached = Digests.sha256Of(SampleDocuments.utf8("rye and spelt"));
    String message =
        """
        ada@example.org
        bo@example.org
        Flour
        2024-02-03T04:05:06Z
        Tensacksplease
        ATTACHED
        """
            .replace("ATTACHED", attached);
    assertThat(
        extract(SampleDocuments.mail()).content().mail(),
        equalTo(new MailHashes(MD5_OF_ID, sha256(message))));
  }

  @Test
  void wayOfAMailIsNotWhatItSays() throws IOException {
    byte[] moved =
        mail()
            .replace("Flour", " Flour")
            .replace("please.", "please.\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] received = SampleDocuments.utf8("Received: from a by b\r\nX-Seen: 1\r\n" + mail());
    MailHashes hashes = extract(SampleDocuments.mail()).content().mail();
    assertThat(extract(moved).content().mail(), equalTo(hashes));
    assertThat(extract(received).content().mail(), equalTo(hashes));
  }

  @Test
  void otherAttachmentIsAnotherMailWithTheSameId() throws IOException {
    MailHashes one = extract(SampleDocuments.mail()).content().mail();
    MailHashes other = extract(SampleDocuments.utf8(mail().replace("rye", "oat"))).content().mail();
    assertThat(other.messageId(), equalTo(one.messageId()));
    assertThat(other.message(), not(equalTo(one.message())));
  }

  @Test
  void mailInsideAFileIsHashedLikeAFile() throws IOException {
    ExtractedFile zip = extract("a.zip", SampleDocuments.zip("a.eml", SampleDocuments.mail()));
    MailHashes alone = extract(SampleDocuments.mail()).content().mail();
    assertThat(zip.items().get(2).content().mail(), equalTo(alone));
    assertThat(zip.content().mail(), is(MailHashes.NONE));
  }

  @Test
  void mailWhoseTextWasCutIsKnownByItsIdOnly() throws IOException {
    ExtractorConfig config =
        ExtractorConfig.DEFAULT.withLimits(ExtractionLimits.DEFAULT.withMaxTextCharacters(5));
    ExtractedFile cut = extract("a.eml", SampleDocuments.mail(), config);
    assertThat(cut.content().mail(), equalTo(new MailHashes(MD5_OF_ID, "")));
  }

  @Test
  void headerOfTheIdIsFoundInAnyCase() throws IOException {
    byte[] mail = SampleDocuments.utf8(mail().replace("Message-ID", "message-Id"));
    assertThat(extract(mail).content().mail().messageId(), equalTo(MD5_OF_ID));
  }

  @Test
  void mailOfOutlookIsKnownByWhatItStates() {
    Metadata metadata = new Metadata();
    metadata.set(MAPI.INTERNET_MESSAGE_ID, "<1@example.org>");
    metadata.set(Message.MESSAGE_FROM, "Ada Miller");
    metadata.set(Message.MESSAGE_FROM_EMAIL, "Ada@example.org");
    metadata.add(Message.MESSAGE_TO, "Bo Baker; Cy Coy");
    metadata.add(Message.MESSAGE_TO_EMAIL, "bo@example.org");
    metadata.add(Message.MESSAGE_CC_EMAIL, "cy@example.org");
    metadata.set(TikaCoreProperties.TITLE, "Flour");
    metadata.set(TikaCoreProperties.CREATED, "2024-03-01T00:00:00Z");
    metadata.set(Office.MAPI_MESSAGE_CLIENT_SUBMIT_TIME, "2024-02-03T04:05:06Z");
    Content plain = MetadataMapper.contentOf("Ten sacks.", metadata);
    String message =
        "ada@example.org\nbo@example.org cy@example.org\nFlour\n2024-02-03T04:05:06Z\nTensacks\n\n";
    assertThat(
        MailMapper.whole(MailMapper.contentOf(plain, metadata), metadata, Optional.of(List.of()))
            .mail(),
        equalTo(new MailHashes(MD5_OF_ID, sha256(message))));
  }

  @Test
  void mailOfAMailboxOfOutlookHasItsIdElsewhere() {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.IDENTIFIER, "<1@example.org>");
    assertThat(
        MailMapper.contentOf(Content.EMPTY, metadata).mail().messageId(), equalTo(MD5_OF_ID));
    assertThat(MailMapper.isMail("application/x-tika-pst-mail-item"), is(true));
    assertThat(MailMapper.isMail("application/vnd.ms-outlook-pst"), is(false));
  }

  private static String mail() {
    return new String(SampleDocuments.mail(), StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    return Digests.sha256Of(SampleDocuments.utf8(text));
  }

  private ExtractedFile extract(byte[] mail) throws IOException {
    return extract("a.eml", mail);
  }

  private ExtractedFile extract(String name, byte[] bytes) throws IOException {
    return extract(name, bytes, ExtractorConfig.DEFAULT);
  }

  private ExtractedFile extract(String name, byte[] bytes, ExtractorConfig config)
      throws IOException {
    Path path = Files.write(root.resolve(name), bytes);
    try (FileExtractor extractor = new FileExtractor(config.withIsolation(Isolation.NONE))) {
      FileEntry entry =
          new FileEntry(
              RelativePath.of(name), bytes.length, Files.getLastModifiedTime(path).toMillis());
      return extractor.extract("files", entry, path);
    }
  }
}
