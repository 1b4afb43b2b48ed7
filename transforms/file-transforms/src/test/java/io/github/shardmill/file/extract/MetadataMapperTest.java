package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.github.shardmill.file.ExtractedFile.Content;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataMapperTest {
  private final Metadata metadata = new Metadata();

  @Test
  void emptyMetadataGivesTextOnly() {
    assertThat(MetadataMapper.contentOf("text", metadata).text(), equalTo("text"));
    assertThat(MetadataMapper.contentOf("", metadata), equalTo(Content.EMPTY));
  }

  @Test
  void fieldsOfTheirOwnAreNotRepeatedAsMeta() {
    metadata.set(TikaCoreProperties.TITLE, " Title ");
    metadata.add(TikaCoreProperties.CREATOR, "Zoe");
    metadata.add(TikaCoreProperties.CREATOR, "Adam");
    metadata.add(TikaCoreProperties.CREATOR, "Zoe");
    metadata.set(Office.KEYWORDS, new String[] {"milling; grain", "flour"});
    metadata.add("keywords", "grain, bread");
    Content content = mapped();
    assertThat(content.title(), equalTo("Title"));
    assertThat(content.authors(), contains("Zoe", "Adam"));
    assertThat(content.labels().tags(), contains("milling", "grain", "flour", "bread"));
    assertThat(content.meta(), contains("keywords=grain, bread"));
  }

  @Test
  void notesOfTikaAndOfTheStreamAreLeftOut() {
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, "a.txt");
    metadata.set(HttpHeaders.CONTENT_LENGTH, "7");
    metadata.set(HttpHeaders.CONTENT_TYPE, "text/plain; charset=UTF-8");
    metadata.set("X-TIKA:Parsed-By", "SomeParser");
    metadata.set("File Name", "apache-tika-1.tmp");
    metadata.set("source", "/tmp/apache-tika-1.tmp");
    metadata.set("blank", "  ");
    metadata.set("Content-Encoding", "UTF-8");
    assertThat(mapped().meta(), contains("Content-Encoding=UTF-8"));
  }

  @Test
  void languageThatIsLongerThanAnyIsNone() {
    metadata.set(TikaCoreProperties.LANGUAGE, "en-x-" + "abcdefgh-".repeat(5_000) + "z");
    assertThat(mapped().language(), equalTo(""));
    metadata.set(TikaCoreProperties.LANGUAGE, "en-x-" + "abcdefgh-".repeat(20) + "z");
    assertThat(mapped().language().length(), equalTo(186));
  }

  @Test
  void metaIsSortedDistinctAndCapped() {
    metadata.add("b", "2");
    metadata.add("b", "1");
    metadata.add("b", "2");
    metadata.add("a", "x".repeat(5_000));
    assertThat(mapped().meta(), contains("a=" + "x".repeat(4_000), "b=1", "b=2"));
  }

  @Test
  void firstEntriesStayWhereThereAreTooMany() {
    for (int i = 999; i >= 0; i--) {
      metadata.set(String.format(Locale.ROOT, "key%03d", i), "v");
    }
    assertThat(mapped().meta(), hasSize(MetadataMapper.MAX_META_ENTRIES));
    assertThat(mapped().meta().get(199), equalTo("key199=v"));
  }

  @ParameterizedTest
  @CsvSource({"en,en", "en_GB,en-GB", "de-at,de-AT", "'fr, en',fr", "'',''", "not a tag,''"})
  void languageIsATagOrEmpty(String stated, String tag) {
    metadata.set(TikaCoreProperties.LANGUAGE, stated);
    assertThat(mapped().language(), equalTo(tag));
  }

  @Test
  void languageOfTheTransportIsTakenWhereTheDocumentHasNone() {
    metadata.set(HttpHeaders.CONTENT_LANGUAGE, "nl");
    assertThat(mapped().language(), equalTo("nl"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-03T04:05:06Z,2024-02-03T04:05:06Z",
    "2024-02-03T04:05:06+02:00,2024-02-03T02:05:06Z",
    "2024-02-03T04:05:06-0130,2024-02-03T05:35:06Z",
    "2024-02-03T04:05:06.789Z,2024-02-03T04:05:06.789Z",
    "2024-02-03T04:05:06,2024-02-03T04:05:06Z",
    "2024-02-03 04:05:06,2024-02-03T04:05:06Z",
    "2024-02-03T04:05Z,2024-02-03T04:05:00Z",
    "2024-02-03,2024-02-03T00:00:00Z",
  })
  void creationIsUtcWhereNoZoneIsStated(String stated, String instant) {
    metadata.set(TikaCoreProperties.CREATED.getName(), stated);
    assertThat(
        mapped().createdMillis(), equalTo(Optional.of(Instant.parse(instant).toEpochMilli())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2024-13-45", "", "2024", "99999999999999999999"})
  void dateThatIsNoneIsLeftOut(String stated) {
    metadata.set(TikaCoreProperties.CREATED.getName(), stated);
    assertThat(mapped().createdMillis(), equalTo(Optional.empty()));
    assertThat(mapped().meta(), empty());
  }

  private Content mapped() {
    return MetadataMapper.contentOf("", metadata);
  }
}
