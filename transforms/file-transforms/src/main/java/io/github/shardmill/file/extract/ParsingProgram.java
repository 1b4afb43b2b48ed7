package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.Culprits.Verdict;
import io.github.shardmill.file.isolate.ChildServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Parses the documents that the parent sends: what runs in a child process. */
public final class ParsingProgram {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DocumentParser parser;

  private ParsingProgram(DocumentParser parser) {
    this.parser = parser;
  }

  /** Returns what {@link #main} has to be told. */
  static List<String> arguments(ExtractorConfig config, long stackBytes) {
    return List.of(
        Integer.toString(config.limits().maxTextCharacters()),
        Long.toString(stackBytes),
        config.ocr().languages(),
        config.ocr().directory(),
        // Where they are: a command line can be read by everybody on this machine.
        config.passwords().file());
  }

  /**
   * Parses documents until there are no more.
   *
   * @param arguments longest text, in UTF-16 code units; the stack, in bytes; languages and
   *     directory of {@link Ocr}; file of {@link Passwords}
   */
  public static void main(String[] arguments) {
    ExtractionLimits limits =
        ExtractionLimits.DEFAULT.withMaxTextCharacters(Integer.parseInt(arguments[0]));
    ExtractorConfig config =
        ExtractorConfig.DEFAULT
            .withLimits(limits)
            .withOcr(new Ocr(arguments[2], arguments[3]))
            .withPasswords(new Passwords(arguments[4], 0));
    ChildServer.serve(
        () -> {
          ParsingProgram program =
              new ParsingProgram(new DocumentParser(ParserCatalog.shared(config.ocr()), config));
          return program::handle;
        },
        Long.parseLong(arguments[1]));
  }

  /**
   * Returns the header of a document.
   *
   * @param culprits items of it that are not parsed
   * @param share what of it others parse
   */
  static byte[] header(long length, String name, Culprits culprits, Share share)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(length);
    out.writeUTF(name);
    out.writeInt(culprits.byPath().size());
    for (Map.Entry<ItemPath, Verdict> culprit : culprits.byPath().entrySet()) {
      out.writeUTF(culprit.getKey().toString());
      out.writeUTF(culprit.getValue().outcome().name());
      out.writeUTF(culprit.getValue().cause());
    }
    out.writeUTF(share.claims());
    out.writeBoolean(share.helps());
    return bytes.toByteArray();
  }

  private static Culprits culprits(DataInputStream in) throws IOException {
    Culprits culprits = Culprits.NONE;
    for (int left = in.readInt(); left > 0; left--) {
      ItemPath path = ItemPath.parse(in.readUTF());
      culprits = culprits.with(path, new Verdict(Outcome.valueOf(in.readUTF()), in.readUTF()));
    }
    return culprits;
  }

  private byte[] handle(byte[] header, InputStream body, ChildServer.Notes notes)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(header));
    long length = in.readLong();
    String name = in.readUTF();
    Family family = new Family(new NotedItems(notes), culprits(in), length);
    try (ItemClaims claims = claims(in)) {
      family.share(claims);
      return parse(body, length, name, family, notes);
    }
  }

  private static ItemClaims claims(DataInputStream in) throws IOException {
    String path = in.readUTF();
    boolean helps = in.readBoolean();
    return path.isEmpty() ? ItemClaims.ALL : ItemClaims.open(Path.of(path), helps);
  }

  private byte[] parse(
      InputStream body, long length, String name, Family family, ChildServer.Notes notes)
      throws IOException {
    // What fits is parsed from memory here too.
    InputStream bytes =
        length <= FileExtractor.IN_MEMORY_BYTES
            ? new ByteArrayInputStream(body.readNBytes((int) length))
            : new BufferedInputStream(body, BUFFER_BYTES);
    return ParsedCodec.encode(
        parser.parse(bytes, length, name, family, type -> send(notes, ParsingNotes.type(type))));
  }

  private static void send(ChildServer.Notes notes, byte[] note) {
    try {
      notes.send(note);
    } catch (IOException parentIsGone) {
      throw new UncheckedIOException(parentIsGone);
    }
  }

  /** Sends items to the parent as they are found, so that none is held here. */
  private record NotedItems(ChildServer.Notes notes) implements ItemSink {
    @Override
    public void begin(ItemPath path) {
      send(notes, ParsingNotes.begin(path));
    }

    @Override
    public void end(ExtractedItem item) {
      send(notes, ParsingNotes.end(item));
    }
  }
}
