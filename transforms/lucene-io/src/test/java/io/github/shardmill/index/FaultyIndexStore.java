package io.github.shardmill.index;

import io.github.shardmill.index.store.IndexStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/** A store with a dial for what fails, at which call, and whether it was done nevertheless. */
final class FaultyIndexStore extends ForwardingStore {
  /** What can fail. */
  enum Call {
    OPEN_INDEX,
    OPEN_STAGED,
    OPEN_STAGED_FILE,
    PUBLISH_RECORDS,
    WRITE_RECORD,
    WRITE_META,
    COPY,
    MERGE,
    SYNC,
    RENAME,
    SYNC_DIRECTORY,
    DELETE_COMMIT,
    OPEN_COMMIT,
    CLOSE_INDEX
  }

  private enum When {
    BEFORE,
    AFTER
  }

  private record Fault(When when, int firstCall) {}

  private final Map<Call, Fault> faults = new EnumMap<>(Call.class);
  private final Map<Call, Integer> calls = new EnumMap<>(Call.class);

  FaultyIndexStore(IndexStore store) {
    super(store);
  }

  /** Fails the n-th call and all later ones, and does nothing of what they ask for. */
  FaultyIndexStore failing(Call call, int n) {
    faults.put(call, new Fault(When.BEFORE, n));
    return this;
  }

  /** Reports a failure of the n-th call and all later ones, and does what they ask for. */
  FaultyIndexStore failingAfter(Call call, int n) {
    faults.put(call, new Fault(When.AFTER, n));
    return this;
  }

  /** Returns how often a call was made, so that a test can say that it failed what it meant to. */
  int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  private interface Action {
    void run() throws IOException;
  }

  private void dial(Call call, Action action) throws IOException {
    int n = calls.merge(call, 1, Integer::sum);
    Fault fault = faults.get(call);
    boolean fails = fault != null && n >= fault.firstCall();
    if (!fails || fault.when() == When.AFTER) {
      action.run();
    }
    if (fails) {
      throw new IOException("dialled: " + call + " " + n);
    }
  }

  @Override
  public Directory openIndex() throws IOException {
    dial(Call.OPEN_INDEX, () -> {});
    return new FaultyDirectory(super.openIndex());
  }

  @Override
  public Directory openStaged(String attemptDirectory) throws IOException {
    dial(Call.OPEN_STAGED, () -> {});
    return super.openStaged(attemptDirectory);
  }

  @Override
  public InputStream openStagedFile(String attemptDirectory, String name) throws IOException {
    dial(Call.OPEN_STAGED_FILE, () -> {});
    return super.openStagedFile(attemptDirectory, name);
  }

  @Override
  public void publishRecords(String directory, String name) throws IOException {
    dial(Call.PUBLISH_RECORDS, () -> super.publishRecords(directory, name));
  }

  @Override
  public void writeRecord(String name, byte[] content) throws IOException {
    dial(Call.WRITE_RECORD, () -> super.writeRecord(name, content));
  }

  @Override
  public void writeMeta(byte[] content) throws IOException {
    dial(Call.WRITE_META, () -> super.writeMeta(content));
  }

  private final class FaultyDirectory extends FilterDirectory {
    FaultyDirectory(Directory in) {
      super(in);
    }

    @Override
    public void copyFrom(Directory from, String source, String target, IOContext context)
        throws IOException {
      dial(Call.COPY, () -> in.copyFrom(from, source, target, context));
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (context.context == IOContext.Context.MERGE) {
        dial(Call.MERGE, () -> {});
      }
      return in.createOutput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
      dial(Call.SYNC, () -> in.sync(names));
    }

    @Override
    public void rename(String source, String target) throws IOException {
      dial(Call.RENAME, () -> in.rename(source, target));
    }

    @Override
    public void syncMetaData() throws IOException {
      dial(Call.SYNC_DIRECTORY, in::syncMetaData);
    }

    @Override
    public void deleteFile(String name) throws IOException {
      if (name.startsWith(IndexFileNames.SEGMENTS)) {
        dial(Call.DELETE_COMMIT, () -> in.deleteFile(name));
      } else {
        in.deleteFile(name);
      }
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      if (name.startsWith(IndexFileNames.SEGMENTS)) {
        dial(Call.OPEN_COMMIT, () -> {});
      }
      return in.openInput(name, context);
    }

    @Override
    public void close() throws IOException {
      dial(Call.CLOSE_INDEX, in::close);
    }
  }
}
