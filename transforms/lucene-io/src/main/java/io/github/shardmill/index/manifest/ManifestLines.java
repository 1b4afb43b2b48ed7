package io.github.shardmill.index.manifest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of an exported manifest as they stand in a file. Not thread-safe. */
final class ManifestLines implements Closeable {
  /** What is longer is no line of a manifest; its rest is skipped. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final ManifestFormat format;
  private ManifestSyntax syntax;
  private int chainAt;
  private int endingLength;
  private long breaks;

  /**
   * A line.
   *
   * @param number of the line in the file, from 1; where values hold line breaks, of its first
   * @param content without its ending; all of it where the ending is not one
   * @param chain the value of the chain that it states; empty where the ending is not one
   */
  record Line(long number, byte[] content, String chain) {
    boolean isWhole() {
      return !chain.isEmpty();
    }
  }

  /**
   * Opens a manifest; the format shows at its first byte.
   *
   * @throws IOException if it cannot be read, or does not begin like a manifest
   */
  ManifestLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      in.mark(1);
      format = in.read() == '{' ? ManifestFormat.JSONL : ManifestFormat.CSV;
      in.reset();
      use(format == ManifestFormat.JSONL ? new JsonSyntax() : CsvSyntax.of(rawLine()));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  ManifestFormat format() {
    return format;
  }

  ManifestSyntax syntax() {
    return syntax;
  }

  private void use(ManifestSyntax used) {
    syntax = used;
    String example = "0".repeat(LineChain.LENGTH);
    byte[] ending = used.ending(example);
    endingLength = ending.length;
    chainAt = new String(ending, StandardCharsets.US_ASCII).indexOf(example);
  }

  /** Returns the next line, or null behind the last. */
  Line next() throws IOException {
    long number = breaks + 1;
    byte[] raw = rawLine();
    if (raw.length == 0) {
      return null;
    }
    int end = raw.length - endingLength;
    if (end > 0) {
      int from = end + chainAt;
      String chain = new String(raw, from, LineChain.LENGTH, StandardCharsets.ISO_8859_1);
      if (Arrays.equals(raw, end, raw.length, syntax.ending(chain), 0, endingLength)) {
        return new Line(number, Arrays.copyOf(raw, end), chain);
      }
    }
    return new Line(number, raw, "");
  }

  /** Reads to the line break that ends a line, which is none between quotes in CSV. */
  private byte[] rawLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean quoted = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (line.size() <= MAX_LINE_BYTES) {
        line.write(b);
      }
      quoted ^= b == '"' && format == ManifestFormat.CSV;
      if (b == '\n') {
        breaks++;
        if (!quoted) {
          break;
        }
      }
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
