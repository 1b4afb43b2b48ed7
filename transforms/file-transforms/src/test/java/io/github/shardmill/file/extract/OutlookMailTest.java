package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail as Outlook saves it, from its bytes on. */
class OutlookMailTest {
  @TempDir Path root;

  private ExtractedFile extract(String name, byte[] bytes) throws Exception {
    return OneFile.extract(ExtractorConfig.DEFAULT, root, name, bytes);
  }

  @ParameterizedTest
  @EnumSource(Isolation.Mode.class)
  void mailIsADocument(Isolation.Mode mode) throws Exception {
    ExtractorConfig config = ExtractorConfig.DEFAULT.withIsolation(Isolation.NONE.withMode(mode));
    ExtractedFile file = OneFile.extract(config, root, "a.msg", OutlookMail.flour(true));
    assertThat(file.cause(), file.outcome(), is(Outcome.OK));
    assertThat(file.contentType(), is("application/vnd.ms-outlook"));
    Content content = file.content();
    assertThat(content.title(), is("Flour"));
    assertThat(content.authors(), contains("Ada Miller"));
    assertThat(content.text().strip(), is("Ten sacks, please.\r\n\nlist.txt"));
    assertThat(
        content.createdMillis(),
        is(Optional.of(Instant.parse("2024-02-03T04:05:06Z").toEpochMilli())));
    assertThat(content.meta(), hasItem("Message:To-Email=bo@example.org"));
  }

  @Test
  void attachmentIsAnItem() throws Exception {
    ExtractedFile file = extract("a.msg", OutlookMail.flour(true));
    assertThat(file.items(), hasSize(1));
    ExtractedItem list = file.items().get(0);
    assertThat(list.name(), is("list.txt"));
    assertThat(list.outcome(), is(Outcome.OK));
    assertThat(list.contentType(), is("text/plain"));
    assertThat(list.content().text().strip(), is("rye and spelt"));
    assertThat(
        list.digests().map(Digests::sha256),
        is(Optional.of(Digests.sha256Of(SampleDocuments.utf8("rye and spelt")))));
  }

  @Test
  void mailIsKnownByItsIdAndByWhatItSays() throws Exception {
    MailHashes hashes = extract("a.msg", OutlookMail.flour(true)).content().mail();
    MailHashes other = extract("b.msg", OutlookMail.flour(false)).content().mail();
    assertThat(hashes.message(), not(is("")));
    assertThat(other.messageId(), equalTo(hashes.messageId()));
    assertThat("nothing is attached", other.message(), not(equalTo(hashes.message())));
  }

  @Test
  void copyThatAnotherProgramSavedIsTheSameMail() throws Exception {
    String mail = new String(SampleDocuments.mail(), StandardCharsets.UTF_8);
    int attachment = mail.indexOf("--b\r\n", mail.indexOf("sacks"));
    String bare = mail.substring(0, attachment) + "--b--\r\n";
    assertThat(
        extract("a.eml", SampleDocuments.utf8(bare)).content().mail(),
        equalTo(extract("a.msg", OutlookMail.flour(false)).content().mail()));
  }
}
