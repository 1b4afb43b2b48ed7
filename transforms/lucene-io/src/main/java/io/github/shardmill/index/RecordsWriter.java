package io.github.shardmill.index;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.ScratchDirectory;
import io.github.shardmill.remote.Transfer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.lucene.util.IOUtils;

/**
 * Writes a part file of a run's records: one JSON object a line. The file is made with the first
 * line, so a part without lines does not exist. Not thread-safe.
 */
public final class RecordsWriter implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;
  private ScratchDirectory scratch;
  private FileChannel channel;
  private MessageDigest sha256;
  private JsonGenerator generator;
  private long lines;

  /**
   * Writes a part of this name; the directory exists, the file does not. One on another machine is
   * written on this one and copied when it is finished.
   */
  public RecordsWriter(Path path) {
    this.path = path;
  }

  /** Begins the next line; the caller writes one object. */
  public JsonGenerator line() throws IOException {
    if (generator == null) {
      open();
    }
    lines++;
    return generator;
  }

  private void open() throws IOException {
    sha256 = Sha256.begin();
    if (Locations.isRemote(path)) {
      scratch = ScratchDirectory.create("records");
    }
    channel = FileChannel.open(place(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Channels.newOutputStream(channel), sha256), 1 << 16);
    generator = JSON.createGenerator(out, JsonEncoding.UTF8);
    generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.out = out;
  }

  private OutputStream out;

  private Path place() {
    return scratch == null ? path : scratch.path().resolve("part");
  }

  /** Makes the part durable and returns it, or null if it has no lines. */
  public RecordsPart finish() throws IOException {
    if (generator == null) {
      return null;
    }
    generator.writeRaw('\n');
    generator.close();
    out.flush();
    channel.force(true);
    channel.close();
    if (scratch != null) {
      Transfer.upload(place(), path, true);
    }
    String name = path.getFileName().toString();
    return new RecordsPart(name, lines, Sha256.end(sha256));
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(channel, scratch);
  }
}
