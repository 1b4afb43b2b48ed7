package io.github.shardmill.io;

import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.spool.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Encodes {@link SpoolPart}s. Compact and quick, because a runner that groups in memory may copy
 * what it holds whenever a bundle adds to it. The tally, which most parts lack, is serialised.
 */
final class SpoolPartCoder extends AtomicCoder<SpoolPart> {
  private static final long serialVersionUID = 1L;
  private static final SpoolPartCoder INSTANCE = new SpoolPartCoder();
  private static final SerializableCoder<Tally> TALLY = SerializableCoder.of(Tally.class);

  /** What follows the regions. */
  private static final int NOTHING = 0;

  private static final int COUNTS = 1;
  private static final int COUNTS_AND_RECORDS = 2;

  private SpoolPartCoder() {}

  static SpoolPartCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(SpoolPart part, OutputStream out) throws IOException {
    VarIntCoder.of().encode(part.regions().size(), out);
    for (Region region : part.regions()) {
      encode(region, out);
    }
    int more = more(part);
    VarIntCoder.of().encode(more, out);
    if (more >= COUNTS) {
      TALLY.encode(part.tally(), out);
    }
    if (more == COUNTS_AND_RECORDS) {
      VarIntCoder.of().encode(part.records().size(), out);
      for (RecordsPart records : part.records()) {
        StringUtf8Coder.of().encode(records.name(), out);
        VarLongCoder.of().encode(records.lines(), out);
        StringUtf8Coder.of().encode(records.sha256(), out);
      }
    }
  }

  private static int more(SpoolPart part) {
    if (!part.records().isEmpty()) {
      return COUNTS_AND_RECORDS;
    }
    return part.tally().isEmpty() ? NOTHING : COUNTS;
  }

  private static void encode(Region region, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(region.file(), out);
    VarIntCoder.of().encode(region.shard(), out);
    VarLongCoder.of().encode(region.extent().offset(), out);
    VarLongCoder.of().encode(region.extent().length(), out);
    VarLongCoder.of().encode(region.extent().mutations(), out);
    ByteArrayCoder.of().encode(region.firstKey(), out);
    ByteArrayCoder.of().encode(region.lastKey(), out);
  }

  @Override
  public SpoolPart decode(InputStream in) throws IOException {
    int count = VarIntCoder.of().decode(in);
    List<Region> regions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      regions.add(decodeRegion(in));
    }
    int more = VarIntCoder.of().decode(in);
    Tally tally = more >= COUNTS ? TALLY.decode(in) : Tally.EMPTY;
    return new SpoolPart(
        regions, tally, more == COUNTS_AND_RECORDS ? decodeRecords(in) : List.of());
  }

  private static List<RecordsPart> decodeRecords(InputStream in) throws IOException {
    int count = VarIntCoder.of().decode(in);
    List<RecordsPart> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      records.add(
          new RecordsPart(
              StringUtf8Coder.of().decode(in),
              VarLongCoder.of().decode(in),
              StringUtf8Coder.of().decode(in)));
    }
    return records;
  }

  private static Region decodeRegion(InputStream in) throws IOException {
    String file = StringUtf8Coder.of().decode(in);
    int shard = VarIntCoder.of().decode(in);
    Region.Extent extent =
        new Region.Extent(
            VarLongCoder.of().decode(in),
            VarLongCoder.of().decode(in),
            VarLongCoder.of().decode(in));
    return new Region(
        file, shard, extent, ByteArrayCoder.of().decode(in), ByteArrayCoder.of().decode(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
