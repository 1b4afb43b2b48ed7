package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.ShardHandle;
import io.github.shardmill.index.StagedFile;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.Region;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

/** What travels between the steps of a run. */
class SpoolPartCoderTest {
  private static final Region REGION =
      new Region(
          "a.spool",
          3,
          new Region.Extent(1L << 40, 1 << 20, 77),
          new byte[] {1, -1},
          new byte[] {-1, 0, 2});

  @Test
  void partsComeBackAsTheyWere() throws Exception {
    Tally.Builder tally = new Tally.Builder();
    tally.count("documents", 5);
    tally.rank("slow", "a", 9);
    for (SpoolPart part :
        List.of(
            SpoolPart.EMPTY,
            new SpoolPart(List.of(), tally.build(), List.of()),
            new SpoolPart(List.of(REGION), Tally.EMPTY, List.of()),
            new SpoolPart(List.of(), Tally.EMPTY, List.of(new RecordsPart("left-out", 7, "00"))),
            new SpoolPart(
                List.of(REGION, region(0), REGION),
                tally.build(),
                List.of(new RecordsPart("a", 1, "00"), new RecordsPart("b", 2, "01"))))) {
      CoderProperties.coderDecodeEncodeEqual(SpoolPartCoder.of(), part);
      CoderProperties.coderSerializable(SpoolPartCoder.of());
    }
    CoderProperties.coderConsistentWithEquals(
        SpoolPartCoder.of(),
        new SpoolPart(List.of(REGION), Tally.EMPTY, List.of()),
        new SpoolPart(List.of(region(1L << 40)), Tally.EMPTY, List.of()));
  }

  /** A worker of another version must not read garbage: pinned until the form gets a version. */
  @Test
  void encodedFormNeverChanges() throws Exception {
    byte[] encoded =
        CoderUtils.encodeToByteArray(
            SpoolPartCoder.of(), new SpoolPart(List.of(region(5)), Tally.EMPTY, List.of()));
    assertThat(
        HexFormat.of().formatHex(encoded), is("0107612e73706f6f6c03058080404d0201ff03ff000200"));
  }

  @Test
  void partFileThatTwoAttemptsNameCountsOnce() {
    RunParts named = RunParts.of(Tally.EMPTY, List.of(new RecordsPart("left-out", 7, "00")));
    assertThat(RunParts.sum(List.of(named, named)).records(), is(named.records()));
  }

  @Test
  void regionsAreEqualWhenAllTheirPartsAre() {
    assertThat(region(5), equalTo(region(5)));
    assertThat(region(5).hashCode(), is(region(5).hashCode()));
    assertThat(region(5).equals(region(6)), is(false));
    byte[] key = {1};
    Region region = new Region("a", 0, REGION.extent(), key, key);
    key[0] = 2;
    region.firstKey()[0] = 3;
    assertThat(region.firstKey(), equalTo(new byte[] {1}));
  }

  @Test
  void serialisedValuesComeBackAsTheyWere() throws Exception {
    ShardHandle shard =
        new ShardHandle(
            1,
            "attempt",
            2,
            3,
            4,
            LogicalDigest.parse("ab".repeat(32)),
            List.of(new StagedFile("_0.fdt", 5, 6)),
            List.of(new RecordsPart("manifest", 7, "00")),
            Tally.ofCounts(Map.of("a", 8L)),
            9);
    RunParts parts =
        RunParts.sum(
            List.of(
                RunParts.of(shard), RunParts.of(Tally.ofCounts(Map.of("a", 1L)), shard.records())));
    IndexSchema schema = IndexSchema.of(FieldSpec.text("name"), FieldSpec.number("price"));
    IndexSchema copy = SerializableUtils.clone(schema);
    assertThat(copy, equalTo(schema));
    assertThat(copy.ordinal("price"), is(3));
    SerializableCoder<RunParts> coder = SerializableCoder.of(RunParts.class);
    CoderProperties.coderDecodeEncodeEqual(coder, parts);
    CoderProperties.structuralValueDecodeEncodeEqual(coder, parts);
    CoderProperties.coderDecodeEncodeEqual(
        SerializableCoder.of(CommitVerdict.class),
        new CommitVerdict(CommitVerdict.Kind.REFUSED, "run", -1, -1, "why"));
  }

  private static Region region(long offset) {
    Region.Extent extent = new Region.Extent(offset, 1 << 20, 77);
    return new Region(REGION.file(), 3, extent, REGION.firstKey(), REGION.lastKey());
  }
}
