package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileBatchCoder;
import io.github.shardmill.pipeline.FileWork.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The stable binary form of a {@link Claim}: its file as a batch of one, whether it is counted, the
 * id of the document with its text, and the number of others. Deterministic. Safe to share between
 * threads.
 */
final class ClaimCoder extends AtomicCoder<Claim> {
  private static final long serialVersionUID = 1L;
  private static final FileBatchCoder BATCH = FileBatchCoder.of();
  private static final BooleanCoder FLAG = BooleanCoder.of();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final ClaimCoder INSTANCE = new ClaimCoder();

  private ClaimCoder() {}

  static ClaimCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Claim claim, OutputStream out) throws IOException {
    Member member = claim.member();
    BATCH.encode(new FileBatch(member.source(), List.of(member.file())), out);
    FLAG.encode(member.counted(), out);
    TEXT.encode(claim.text(), out);
    VarInt.encode(claim.duplicates(), out);
  }

  @Override
  public Claim decode(InputStream in) throws IOException {
    FileBatch file = BATCH.decode(in);
    Member member = new Member(file.source(), file.files().get(0), FLAG.decode(in));
    return new Claim(member, TEXT.decode(in), VarInt.decodeLong(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
