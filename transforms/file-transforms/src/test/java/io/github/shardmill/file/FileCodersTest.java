package io.github.shardmill.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** The coded forms are promises: a change of them is a change of the version byte. */
class FileCodersTest {
  private static final FileBatch BATCH =
      new FileBatch(
          new Source("s", "file:///r/"),
          List.of(
              new FileEntry(RelativePath.of("d/a"), 5, 1000),
              new FileEntry(RelativePath.ofBytes(new byte[] {'d', '/', (byte) 0xff}), 300, -1)));

  private static final String BATCH_HEX =
      "01"
          + "0173"
          + "0a66696c653a2f2f2f722f"
          + "02"
          + "00"
          + "03"
          + "642f61"
          + "05"
          + "e807"
          + "02"
          + "01"
          + "ff"
          + "ac02"
          + "ffffffffffffffffff01";

  private static final DiscoverySummary SUMMARY =
      new DiscoverySummary("s", 300, 4, 3, 2, 1, List.of(new RecordsPart("p", 6, "ab")));

  private static final String SUMMARY_HEX =
      "01" + "0173" + "ac02" + "04" + "03" + "02" + "01" + "01" + "0170" + "06" + "026162";

  @Test
  void batchHasItsStableForm() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(FileBatchCoder.of(), BATCH);
    assertThat(HexFormat.of().formatHex(bytes), is(BATCH_HEX));
  }

  @Test
  void batchIsReadFromItsStableForm() throws Exception {
    byte[] bytes = HexFormat.of().parseHex(BATCH_HEX);
    assertThat(CoderUtils.decodeFromByteArray(FileBatchCoder.of(), bytes), is(BATCH));
  }

  @Test
  void summaryHasItsStableForm() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(DiscoverySummaryCoder.of(), SUMMARY);
    assertThat(HexFormat.of().formatHex(bytes), is(SUMMARY_HEX));
  }

  @Test
  void summaryIsReadFromItsStableForm() throws Exception {
    byte[] bytes = HexFormat.of().parseHex(SUMMARY_HEX);
    assertThat(CoderUtils.decodeFromByteArray(DiscoverySummaryCoder.of(), bytes), is(SUMMARY));
  }

  @Test
  void unknownVersionIsRefused() {
    byte[] future = {9};
    assertThrows(
        CoderException.class, () -> CoderUtils.decodeFromByteArray(FileBatchCoder.of(), future));
    assertThrows(
        CoderException.class,
        () -> CoderUtils.decodeFromByteArray(DiscoverySummaryCoder.of(), future));
  }

  @Test
  void neighboursShareTheirPath() throws Exception {
    String directory = "a/rather/long/directory/name/".repeat(5);
    List<FileEntry> files =
        IntStream.range(0, 100)
            .mapToObj(i -> RelativePath.of(directory + "document-" + i + ".txt"))
            .map(path -> new FileEntry(path, 20_000, 1_700_000_000_000L))
            .toList();
    FileBatch batch = new FileBatch(new Source("s", "file:///r/"), files);

    byte[] bytes = CoderUtils.encodeToByteArray(FileBatchCoder.of(), batch);

    assertThat(CoderUtils.decodeFromByteArray(FileBatchCoder.of(), bytes), is(batch));
    assertThat(bytes.length, is(lessThan(3000)));
  }

  @Test
  void codersAreFoundByBeam() throws Exception {
    CoderRegistry registry = CoderRegistry.createDefault();
    assertThat(registry.getCoder(FileBatch.class), is(instanceOf(FileBatchCoder.class)));
    assertThat(
        registry.getCoder(DiscoverySummary.class), is(instanceOf(DiscoverySummaryCoder.class)));
  }
}
