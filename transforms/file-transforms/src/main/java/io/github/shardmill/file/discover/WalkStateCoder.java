package io.github.shardmill.file.discover;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.file.DiscoverySummaryCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The stable binary form of a {@link WalkState}: a version byte, walk id, cursor and number of
 * batches, the tally and the parts as a summary without a name, the lines not yet written, and
 * whether the walk is done.
 */
final class WalkStateCoder extends AtomicCoder<WalkState> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final ListCoder<String> LINES = ListCoder.of(TEXT);
  private static final DiscoverySummaryCoder SUMMARY = DiscoverySummaryCoder.of();
  private static final WalkStateCoder INSTANCE = new WalkStateCoder();

  private WalkStateCoder() {}

  static WalkStateCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(WalkState state, OutputStream out) throws IOException {
    out.write(VERSION);
    TEXT.encode(state.walkId(), out);
    TEXT.encode(state.cursor(), out);
    VarInt.encode(state.batches(), out);
    SUMMARY.encode(state.summary(""), out);
    LINES.encode(state.records().unwritten(), out);
    out.write(state.done() ? 1 : 0);
  }

  @Override
  public WalkState decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("unknown version of the state of a walk: " + version);
    }
    String walkId = TEXT.decode(in);
    String cursor = TEXT.decode(in);
    long batches = VarInt.decodeLong(in);
    DiscoverySummary counted = SUMMARY.decode(in);
    List<String> unwritten = LINES.decode(in);
    Tally tally =
        new Tally(
            counted.discovered(),
            counted.discoveredBytes(),
            counted.excluded(),
            counted.prunedDirectories(),
            counted.unreadableDirectories());
    Records records = new Records(counted.records(), unwritten);
    return new WalkState(walkId, cursor, batches, tally, records, in.read() == 1);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
