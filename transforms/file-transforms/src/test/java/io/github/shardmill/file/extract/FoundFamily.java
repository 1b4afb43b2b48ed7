package io.github.shardmill.file.extract;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Takes one file with any number of items, as a run does. */
final class FoundFamily implements ExtractionResults {
  private final List<ExtractedPart> parts = Collections.synchronizedList(new ArrayList<>());
  private volatile ExtractedFile file;

  private FoundFamily() {}

  /** Extracts a file by a lane of its own. */
  static FoundFamily of(ExtractorConfig config, Path path) throws Exception {
    FoundFamily found = new FoundFamily();
    long modified = Files.getLastModifiedTime(path).toMillis();
    FileEntry entry =
        new FileEntry(RelativePath.of(path.getFileName().toString()), Files.size(path), modified);
    FileBatch batch = new FileBatch(new Source("s", path.toUri().toString()), List.of(entry));
    try (ExtractionLane lane = new ExtractionLane(config)) {
      lane.extract(batch, (source, same) -> path, found);
    }
    return found;
  }

  @Override
  public void accept(ExtractedFile result) {
    assertThat("handed over once", file == null, is(true));
    file = result;
  }

  @Override
  public void accept(ExtractedPart part) {
    parts.add(part);
  }

  /** Returns the file. */
  ExtractedFile file() {
    return file;
  }

  /** Returns the items that the file names, by path. */
  Map<String, ExtractedItem> items() {
    List<ExtractedPart> own =
        parts.stream().filter(part -> part.family().equals(file.parts().family())).toList();
    assertThat(
        own.stream().map(ExtractedPart::number).sorted().toList(),
        equalTo(IntStream.range(0, file.parts().count()).boxed().toList()));
    Map<String, ExtractedItem> items = new TreeMap<>();
    file.items().forEach(item -> items.put(item.path().toString(), item));
    own.forEach(part -> part.items().forEach(item -> items.put(item.path().toString(), item)));
    long handedOver = own.stream().mapToLong(part -> part.items().size()).sum();
    assertThat(handedOver, is(file.parts().items()));
    assertThat((long) items.size(), is(handedOver + file.items().size()));
    return items;
  }

  /** Asserts that this is the same but for the time it took and for the order of the items. */
  void assertSameAs(FoundFamily other) {
    assertThat(file.outcome(), is(other.file.outcome()));
    assertThat(file.cause(), is(other.file.cause()));
    assertThat(file.contentType(), is(other.file.contentType()));
    assertThat(file.digests(), is(other.file.digests()));
    assertThat(file.extractor(), is(other.file.extractor()));
    assertThat(file.content(), is(other.file.content()));
    assertThat(items(), is(other.items()));
  }
}
