package io.github.shardmill.index.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.lucene.store.BufferedIndexInput;
import org.apache.lucene.store.IOContext;

/** Reads a {@link BlockFile}, which outlives it. */
final class BlockInput extends BufferedIndexInput {
  private final BlockFile file;

  BlockInput(String description, BlockFile file, IOContext context) {
    super(description, context);
    this.file = file;
  }

  @Override
  protected void readInternal(ByteBuffer into) throws IOException {
    file.read(getFilePointer(), into);
  }

  @Override
  protected void seekInternal(long position) {}

  @Override
  public long length() {
    return file.size();
  }

  @Override
  public void close() {}
}
