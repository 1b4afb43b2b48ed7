package io.github.shardmill.file;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The stable binary form of a {@link FileBatch}.
 *
 * <p>A version byte; name and root of the source (length and UTF-8); the number of files; for each
 * file the number of bytes that its path shares with the one before it, the length and the bytes of
 * the rest, size and modification time. Numbers are variable-length. Neighbours share most of their
 * path, so that a file takes some 30 bytes. Deterministic. Safe to share between threads.
 */
public final class FileBatchCoder extends AtomicCoder<FileBatch> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final FileBatchCoder INSTANCE = new FileBatchCoder();

  private FileBatchCoder() {}

  /** Returns the coder. */
  public static FileBatchCoder of() {
    return INSTANCE;
  }

  /** Returns what tells Beam of this coder; {@code @DefaultCoder} asks for it. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(FileBatch.class), INSTANCE);
  }

  @Override
  public void encode(FileBatch batch, OutputStream out) throws IOException {
    out.write(VERSION);
    TEXT.encode(batch.source().name(), out);
    TEXT.encode(batch.source().root(), out);
    VarInt.encode(batch.files().size(), out);
    byte[] previous = {};
    for (FileEntry file : batch.files()) {
      byte[] path = file.path().bytes();
      int shared = sharedLength(previous, path);
      VarInt.encode(shared, out);
      VarInt.encode(path.length - shared, out);
      out.write(path, shared, path.length - shared);
      VarInt.encode(file.size(), out);
      VarInt.encode(file.modifiedMillis(), out);
      previous = path;
    }
  }

  @Override
  public FileBatch decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("unknown version of a file batch: " + version);
    }
    Source source = new Source(TEXT.decode(in), TEXT.decode(in));
    int count = VarInt.decodeInt(in);
    DataInputStream data = new DataInputStream(in);
    List<FileEntry> files = new ArrayList<>();
    byte[] path = {};
    for (int i = 0; i < count; i++) {
      int shared = VarInt.decodeInt(in);
      int rest = VarInt.decodeInt(in);
      path = Arrays.copyOf(Arrays.copyOf(path, shared), shared + rest);
      data.readFully(path, shared, rest);
      long size = VarInt.decodeLong(in);
      files.add(new FileEntry(RelativePath.ofBytes(path), size, VarInt.decodeLong(in)));
    }
    return new FileBatch(source, files);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private static int sharedLength(byte[] left, byte[] right) {
    int mismatch = Arrays.mismatch(left, right);
    return mismatch < 0 ? left.length : mismatch;
  }
}
