package io.github.shardmill.file.discover;

import io.github.shardmill.file.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The stable binary form of a {@link SourceSpec}: a version byte, then name, root, kind and detail,
 * each as length and UTF-8. Deterministic. Safe to share between threads.
 */
public final class SourceSpecCoder extends AtomicCoder<SourceSpec> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final SourceSpecCoder INSTANCE = new SourceSpecCoder();

  private SourceSpecCoder() {}

  /** Returns the coder. */
  public static SourceSpecCoder of() {
    return INSTANCE;
  }

  /** Returns what tells Beam of this coder; {@code @DefaultCoder} asks for it. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(SourceSpec.class), INSTANCE);
  }

  @Override
  public void encode(SourceSpec spec, OutputStream out) throws IOException {
    out.write(VERSION);
    TEXT.encode(spec.source().name(), out);
    TEXT.encode(spec.source().root(), out);
    TEXT.encode(spec.kind().name(), out);
    TEXT.encode(spec.detail(), out);
  }

  @Override
  public SourceSpec decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("unknown version of a source: " + version);
    }
    Source source = new Source(TEXT.decode(in), TEXT.decode(in));
    SourceSpec.Kind kind = SourceSpec.Kind.valueOf(TEXT.decode(in));
    return new SourceSpec(source, kind, TEXT.decode(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
