package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is embedded in a file is found, each on its own, wherever it is parsed. */
class ItemsTest {
  @TempDir Path root;
  @TempDir Path temporary;

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.toList(), is(empty()));
    }
  }

  @Test
  void entriesOfAnArchiveAreItems() throws IOException {
    byte[] inner = SampleDocuments.zip("note.html", SampleDocuments.html());
    ExtractedFile file = extract("a.zip", SampleDocuments.zip("inner.zip", inner));

    assertThat(file.outcome(), is(Outcome.OK));
    assertThat(
        file.content().text().strip().split("\\s+"), arrayContaining("first.txt", "inner.zip"));
    assertThat(
        paths(file),
        contains("first.txt", "inner.zip!/first.txt", "inner.zip!/note.html", "inner.zip"));
    ExtractedItem page = file.items().get(2);
    assertThat(page.name(), equalTo("note.html"));
    assertThat(page.contentType(), equalTo("text/html"));
    assertThat(page.content().text(), containsString("becomes fl\u00f6ur."));
    assertThat(
        page.digests().map(Digests::sha256).orElseThrow(),
        equalTo(Digests.sha256Of(SampleDocuments.html())));
    assertThat(file.items().get(3).contentType(), equalTo("application/zip"));
  }

  @Test
  void attachmentOfAMailIsAnItemAndItsTextIsNot() throws IOException {
    ExtractedFile file = extract("a.eml", SampleDocuments.mail());

    assertThat(
        file.content().text(),
        allOf(containsString("Ten sacks, please."), not(containsString("rye and spelt"))));
    assertThat(paths(file), contains("list.txt"));
    assertThat(file.items().get(0).content().text(), containsString("rye and spelt"));
  }

  @Test
  void mailInAnArchiveKeepsItsAttachment() throws IOException {
    ExtractedFile file = extract("a.zip", SampleDocuments.zip("a.eml", SampleDocuments.mail()));

    assertThat(paths(file), contains("first.txt", "a.eml!/list.txt", "a.eml"));
    assertThat(file.items().get(2).content().title(), equalTo("Flour"));
  }

  @Test
  void damagedItemFailsAlone() throws IOException {
    byte[] broken = SampleDocuments.utf8("%PDF-1.4\nno objects follow");
    ExtractedFile file = extract("a.zip", SampleDocuments.zip("broken.pdf", broken));

    assertThat(file.outcome(), is(Outcome.OK));
    assertThat(outcomes(file), contains(Outcome.OK, Outcome.CORRUPT));
    assertThat(file.items().get(1).cause(), startsWith("IOException"));
    assertThat(file.items().get(1).digests().isPresent(), is(true));
  }

  @Test
  void containerThatEndsTooSoonIsDamagedItself() throws IOException {
    byte[] half = SampleDocuments.firstHalf(SampleDocuments.gzip(SampleDocuments.html()));
    ExtractedFile file = extract("a.html.gz", half);

    assertThat(file.outcome(), is(Outcome.CORRUPT));
    assertThat(outcomes(file), contains(Outcome.CORRUPT));
    assertThat(file.cause(), equalTo(file.items().get(0).cause()));
  }

  @Test
  void emptyItemIsNoFailure() throws IOException {
    ExtractedFile file = extract("a.zip", SampleDocuments.zip("empty.txt", new byte[0]));

    assertThat(outcomes(file), contains(Outcome.OK, Outcome.OK));
    assertThat(file.items().get(1).contentType(), equalTo("text/plain"));
  }

  @Test
  void largeItemIsReadThroughAFile() throws IOException {
    byte[] large = SampleDocuments.utf8(". ".repeat(FileExtractor.IN_MEMORY_BYTES / 2) + "end");
    byte[] archive = SampleDocuments.zip(Map.of("large.txt", large), Deflater.NO_COMPRESSION);
    ExtractedFile file = extract("a.zip", archive);

    assertThat(outcomes(file), contains(Outcome.TRUNCATED));
    assertThat(
        file.items().get(0).digests().map(Digests::sha256).orElseThrow(),
        equalTo(Digests.sha256Of(large)));
  }

  @Test
  void archivesInArchivesAreFollowedToALimit() throws IOException {
    byte[] archive = SampleDocuments.utf8("the core");
    for (int i = 0; i < Family.MAX_DEPTH + 5; i++) {
      archive = SampleDocuments.zip("inner.zip", archive);
    }
    ExtractedFile file = extract("a.zip", archive);

    assertThat(file.outcome(), is(Outcome.TRUNCATED));
    assertThat(file.cause(), equalTo("more than 20 levels of embedded documents"));
    assertThat(file.items().size(), is(2 * Family.MAX_DEPTH));
  }

  @Test
  void fileThatUnfoldsBeyondMeasureIsCutShort() throws IOException {
    byte[] bomb = SampleDocuments.gzip(new byte[(int) (Family.FREE_BYTES + 1)]);
    ExtractedFile file = extract("a.gz", bomb);

    assertThat(file.outcome(), is(Outcome.TRUNCATED));
    assertThat(file.cause(), equalTo("unfolds to more than 16 MiB"));
    assertThat(outcomes(file), contains(Outcome.TRUNCATED));
    assertThat(file.items().get(0).digests().isPresent(), is(false));
  }

  @Test
  void manySmallItemsUnfoldToNoMoreThanOneLargeOne() throws IOException {
    byte[] part = new byte[(int) (Family.FREE_BYTES / 4)];
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      parts.put("part" + i, part);
    }
    ExtractedFile file = extract("a.zip", SampleDocuments.zip(parts));

    assertThat(file.outcome(), is(Outcome.TRUNCATED));
    assertThat(file.items().size(), is(4));
  }

  @Test
  void childGivesTheSameItems() throws IOException {
    byte[] inner = SampleDocuments.zip("a.eml", SampleDocuments.mail());
    byte[] archive = SampleDocuments.zip("inner.zip", inner);

    ExtractedFile here = extract("a.zip", archive);
    ExtractedFile there = extract("a.zip", archive, Isolation.AUTO);

    assertThat(there.items(), equalTo(here.items()));
    assertThat(there.content(), equalTo(here.content()));
  }

  @Test
  void itemThatKillsItsProcessCostsItself() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("first.txt", SampleDocuments.utf8("the first entry"));
    entries.put("deadly", SampleDocuments.utf8("DEADLY exit 7"));
    entries.put("second.txt", SampleDocuments.utf8("the second entry"));
    entries.put("deadlier", SampleDocuments.utf8("DEADLY halt 8"));
    entries.put("last.txt", SampleDocuments.utf8("the last entry"));
    ExtractedFile file =
        extract("a.zip", SampleDocuments.zip(entries), Isolation.AUTO.withHeapBytes(64L << 20));

    assertThat(file.outcome(), is(Outcome.OK));
    assertThat(
        outcomes(file),
        contains(Outcome.OK, Outcome.CRASHED, Outcome.OK, Outcome.CRASHED, Outcome.OK));
    assertThat(file.items().get(1).cause(), startsWith("its process ended with exit code 7"));
    assertThat(file.items().get(3).cause(), startsWith("its process ended with exit code 8"));
    assertThat(file.items().get(4).content().text(), containsString("the last entry"));
  }

  @Test
  void itemThatHangsCostsItself() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("first.txt", SampleDocuments.utf8("the first entry"));
    entries.put("deadly", SampleDocuments.utf8("DEADLY sleep"));
    entries.put("last.txt", SampleDocuments.utf8("the last entry"));
    ExtractedFile file =
        extract("a.zip", SampleDocuments.zip(entries), Isolation.AUTO.withStallMillis(1_000));

    assertThat(file.outcome(), is(Outcome.OK));
    assertThat(outcomes(file), contains(Outcome.OK, Outcome.TIMED_OUT, Outcome.OK));
    assertThat(file.items().get(1).cause(), startsWith("did nothing for"));
  }

  private static List<String> paths(ExtractedFile file) {
    return file.items().stream().map(item -> item.path().toString()).toList();
  }

  private static List<Outcome> outcomes(ExtractedFile file) {
    return file.items().stream().map(ExtractedItem::outcome).toList();
  }

  private ExtractedFile extract(String name, byte[] bytes) throws IOException {
    return extract(name, bytes, Isolation.NONE);
  }

  private ExtractedFile extract(String name, byte[] bytes, Isolation isolation) throws IOException {
    Path path = Files.write(root.resolve(name), bytes);
    ExtractorConfig config =
        ExtractorConfig.DEFAULT.withTemporaryDirectory(temporary).withIsolation(isolation);
    try (FileExtractor extractor = new FileExtractor(config)) {
      FileEntry entry =
          new FileEntry(
              RelativePath.of(name), bytes.length, Files.getLastModifiedTime(path).toMillis());
      return extractor.extract("files", entry, path);
    }
  }
}
