package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileBatchCoder;
import io.github.shardmill.pipeline.FileWork.Collapse;
import io.github.shardmill.pipeline.FileWork.Copy;
import io.github.shardmill.pipeline.FileWork.Extract;
import io.github.shardmill.pipeline.FileWork.Member;
import io.github.shardmill.pipeline.FileWork.Remove;
import io.github.shardmill.pipeline.FileWork.Unchanged;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The stable binary form of a {@link FileWork}: a byte for its kind, then the file batch, or the
 * ids; for files with the same bytes their digest, their number, and each as a batch and a byte.
 * Deterministic. Safe to share between threads.
 */
final class FileWorkCoder extends AtomicCoder<FileWork> {
  private static final long serialVersionUID = 1L;
  private static final int EXTRACT = 1;
  private static final int COPY = 2;
  private static final int REMOVE = 3;
  private static final int UNCHANGED = 4;
  private static final int COLLAPSE = 5;
  private static final FileBatchCoder BATCH = FileBatchCoder.of();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final BooleanCoder FLAG = BooleanCoder.of();
  private static final ListCoder<String> IDS = ListCoder.of(TEXT);
  private static final FileWorkCoder INSTANCE = new FileWorkCoder();

  private FileWorkCoder() {}

  static FileWorkCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(FileWork work, OutputStream out) throws IOException {
    if (work instanceof Extract extract) {
      out.write(EXTRACT);
      BATCH.encode(extract.batch(), out);
    } else if (work instanceof Copy copy) {
      out.write(COPY);
      IDS.encode(copy.ids(), out);
    } else if (work instanceof Remove remove) {
      out.write(REMOVE);
      IDS.encode(remove.ids(), out);
    } else if (work instanceof Unchanged unchanged) {
      out.write(UNCHANGED);
      BATCH.encode(unchanged.batch(), out);
    } else if (work instanceof Collapse collapse) {
      out.write(COLLAPSE);
      encode(collapse, out);
    }
  }

  private static void encode(Collapse collapse, OutputStream out) throws IOException {
    TEXT.encode(collapse.sha256(), out);
    VarInt.encode(collapse.members().size(), out);
    for (Member member : collapse.members()) {
      BATCH.encode(new FileBatch(member.source(), List.of(member.file())), out);
      FLAG.encode(member.counted(), out);
    }
  }

  @Override
  public FileWork decode(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case EXTRACT -> new Extract(BATCH.decode(in));
      case COPY -> new Copy(IDS.decode(in));
      case REMOVE -> new Remove(IDS.decode(in));
      case UNCHANGED -> new Unchanged(BATCH.decode(in));
      case COLLAPSE -> decodeCollapse(in);
      default -> throw new CoderException("unknown kind of work: " + kind);
    };
  }

  private static Collapse decodeCollapse(InputStream in) throws IOException {
    String sha256 = TEXT.decode(in);
    int count = VarInt.decodeInt(in);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FileBatch file = BATCH.decode(in);
      members.add(new Member(file.source(), file.files().get(0), FLAG.decode(in)));
    }
    return new Collapse(sha256, members);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
