package io.github.shardmill.file;

import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The stable binary form of a {@link DiscoverySummary}.
 *
 * <p>A version byte, then the components in their order; text as length and UTF-8, numbers of
 * variable length, the list of parts after its size. Deterministic. Safe to share between threads.
 */
public final class DiscoverySummaryCoder extends AtomicCoder<DiscoverySummary> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final DiscoverySummaryCoder INSTANCE = new DiscoverySummaryCoder();

  private DiscoverySummaryCoder() {}

  /** Returns the coder. */
  public static DiscoverySummaryCoder of() {
    return INSTANCE;
  }

  /** Returns what tells Beam of this coder; {@code @DefaultCoder} asks for it. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(DiscoverySummary.class), INSTANCE);
  }

  @Override
  public void encode(DiscoverySummary summary, OutputStream out) throws IOException {
    out.write(VERSION);
    TEXT.encode(summary.source(), out);
    VarInt.encode(summary.discovered(), out);
    VarInt.encode(summary.discoveredBytes(), out);
    VarInt.encode(summary.excluded(), out);
    VarInt.encode(summary.prunedDirectories(), out);
    VarInt.encode(summary.unreadableDirectories(), out);
    VarInt.encode(summary.records().size(), out);
    for (RecordsPart part : summary.records()) {
      TEXT.encode(part.name(), out);
      VarInt.encode(part.lines(), out);
      TEXT.encode(part.sha256(), out);
    }
  }

  @Override
  public DiscoverySummary decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("unknown version of a discovery summary: " + version);
    }
    String source = TEXT.decode(in);
    long[] counts = new long[5];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = VarInt.decodeLong(in);
    }
    int size = VarInt.decodeInt(in);
    List<RecordsPart> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      records.add(new RecordsPart(TEXT.decode(in), VarInt.decodeLong(in), TEXT.decode(in)));
    }
    return new DiscoverySummary(
        source, counts[0], counts[1], counts[2], counts[3], counts[4], records);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
