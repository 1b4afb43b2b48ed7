package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatchCoder;
import io.github.shardmill.pipeline.FileWork.Copy;
import io.github.shardmill.pipeline.FileWork.Extract;
import io.github.shardmill.pipeline.FileWork.Remove;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * The stable binary form of a {@link FileWork}: a byte for its kind, then the file batch, or the
 * ids. Deterministic. Safe to share between threads.
 */
final class FileWorkCoder extends AtomicCoder<FileWork> {
  private static final long serialVersionUID = 1L;
  private static final int EXTRACT = 1;
  private static final int COPY = 2;
  private static final int REMOVE = 3;
  private static final FileBatchCoder BATCH = FileBatchCoder.of();
  private static final ListCoder<String> IDS = ListCoder.of(StringUtf8Coder.of());
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
    }
  }

  @Override
  public FileWork decode(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case EXTRACT -> new Extract(BATCH.decode(in));
      case COPY -> new Copy(IDS.decode(in));
      case REMOVE -> new Remove(IDS.decode(in));
      default -> throw new CoderException("unknown kind of work: " + kind);
    };
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
