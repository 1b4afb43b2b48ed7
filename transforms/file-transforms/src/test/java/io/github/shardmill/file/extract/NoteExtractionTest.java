package io.github.shardmill.file.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedFile.Labels;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of Markdown notes in the fields of a document. */
class NoteExtractionTest {
  @TempDir Path root;

  private final FileExtractor extractor = new FileExtractor(ExtractorConfig.DEFAULT);

  @Test
  void noteGivesItsOwnFieldsAndItsTextAsItIs() throws Exception {
    String text =
        """
        ---
        title: The mill
        author: [Ada Miller, Bo Baker]
        tags: grain
        aliases: Old mill
        lang: en_GB
        date: 2024-02-03 05:05:06 +0100
        rating: 4
        ---
        # Grain
        becomes #flour in [[Hands]].
        """;
    Content content = note("mill.md", text);
    assertThat(content.text().strip(), equalTo(text.strip()));
    assertThat(content.title(), equalTo("The mill"));
    assertThat(content.authors(), contains("Ada Miller", "Bo Baker"));
    assertThat(content.labels().tags(), contains("grain", "flour"));
    assertThat(content.labels().aliases(), contains("Old mill"));
    assertThat(content.labels().links(), contains("Hands"));
    assertThat(content.language(), equalTo("en-GB"));
    assertThat(content.createdMillis(), equalTo(millis("2024-02-03T04:05:06Z")));
    assertThat(content.meta(), hasItem("rating=4"));
  }

  @ParameterizedTest
  @CsvSource({"a b.md,a b", "v1.2 notes.markdown,v1.2 notes", "🐈 cat.md,🐈 cat"})
  void noteWithoutTitleAndHeadingIsCalledAsItsFile(String name, String title) throws Exception {
    assertThat(note(name, "Grain becomes flour.").title(), equalTo(title));
  }

  @Test
  void emptyNoteIsCalledAsItsFile() throws Exception {
    Content content = note("Untitled 1.md", "");
    assertThat(content.title(), equalTo("Untitled 1"));
    assertThat(content.text(), equalTo(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.yaml", "a"})
  void otherTextIsNoNote(String name) throws Exception {
    Content content =
        extract(name, "---\ntitle: The mill\n---\n# Grain\n#flour [[Hands]]").content();
    assertThat(content.title(), equalTo(""));
    assertThat(content.labels(), equalTo(Labels.NONE));
  }

  @Test
  void dateThatIsNoneOrComesSecondStaysInTheMetadata() throws Exception {
    Content content =
        note("a.md", "---\ndate: 2024-02-03\ncreated: 2024-02-01\nCreated: some day\n---\n");
    assertThat(content.createdMillis(), equalTo(millis("2024-02-01T00:00:00Z")));
    assertThat(content.meta(), hasItems("date=2024-02-03", "Created=some day"));
    assertThat(content.meta(), not(hasItem("created=2024-02-01")));
  }

  @Test
  void valuesOfFrontMatterHaveTheLimitsOfAllMetadata() throws Exception {
    String keys =
        IntStream.range(0, 300).mapToObj(i -> "k" + i + ": v\n").collect(Collectors.joining());
    Content content =
        note("a.md", "---\ntitle: " + "t".repeat(5_000) + "\n" + keys + "a: b\n---\n");
    assertThat(content.title(), equalTo("t".repeat(MetadataMapper.MAX_VALUE_CHARACTERS)));
    assertThat(content.meta(), hasSize(MetadataMapper.MAX_META_ENTRIES));
    assertThat(content.meta(), hasItem("a=b"));
  }

  @Test
  void beginningOfALongNoteIsUnderstood() throws Exception {
    FileExtractor brief =
        new FileExtractor(
            ExtractorConfig.DEFAULT.withLimits(ExtractionLimits.DEFAULT.withMaxTextCharacters(40)));
    Path file = Files.writeString(root.resolve("a.md"), "# Grain #flour\n" + "x ".repeat(100));
    ExtractedFile extracted = brief.extract("s", entry("a.md", file), file);
    assertThat(extracted.outcome(), equalTo(Outcome.TRUNCATED));
    assertThat(extracted.content().title(), equalTo("Grain #flour"));
  }

  @Test
  void mailIsFiledUnderItsKeywordsAndNotUnderItsSubject() throws Exception {
    String head = "From: Ada <a@b.example>\r\nSubject: Flour, please\r\n";
    String body = "\r\nTen sacks.\r\n";
    Content with = extract("a.eml", head + "Keywords: grain, flour\r\n" + body).content();
    assertThat(with.title(), equalTo("Flour, please"));
    assertThat(with.labels().tags(), contains("grain", "flour"));
    assertThat(extract("b.eml", head + body).content().labels().tags(), empty());
  }

  @Test
  void webPageIsOfTheDateThatItStates() throws Exception {
    String page =
        "<html><head><meta name=\"dcterms.created\" content=\"2024-02-03\"></head>"
            + "<body>Grain</body></html>";
    assertThat(
        extract("a.html", page).content().createdMillis(), equalTo(millis("2024-02-03T00:00:00Z")));
  }

  private Content note(String name, String text) throws IOException {
    ExtractedFile extracted = extract(name, text);
    assertThat(extracted.outcome(), equalTo(Outcome.OK));
    assertThat(NoteMapper.isNote(extracted.contentType()), equalTo(true));
    return extracted.content();
  }

  private ExtractedFile extract(String name, String text) throws IOException {
    Path file = Files.write(root.resolve(name), text.getBytes(UTF_8));
    return extractor.extract("s", entry(name, file), file);
  }

  private static FileEntry entry(String name, Path file) throws IOException {
    return new FileEntry(
        RelativePath.of(name), Files.size(file), Files.getLastModifiedTime(file).toMillis());
  }

  private static Optional<Long> millis(String instant) {
    return Optional.of(Instant.parse(instant).toEpochMilli());
  }
}
