package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a child says of a file before its result, as bytes: its type, that an item is about to be
 * parsed, that one has ended. Stateless.
 */
final class ParsingNotes {
  private static final int TYPE = 1;
  private static final int BEGIN = 2;
  private static final int END = 3;

  private ParsingNotes() {}

  /** Returns the note of the file's type. */
  static byte[] type(String type) {
    return note(TYPE, type.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the note that an item is about to be parsed. */
  static byte[] begin(ItemPath path) {
    return note(BEGIN, path.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the note that an item has ended. */
  static byte[] end(ExtractedItem item) {
    return note(END, ParsedCodec.encode(item));
  }

  private static byte[] note(int kind, byte[] body) {
    byte[] note = new byte[1 + body.length];
    note[0] = (byte) kind;
    System.arraycopy(body, 0, note, 1, body.length);
    return note;
  }

  /**
   * Passes on what a note says.
   *
   * @throws IOException if it is none
   */
  static void read(byte[] note, Consumer<String> detected, ItemSink items) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(note));
    int kind = in.readUnsignedByte();
    byte[] body = in.readAllBytes();
    switch (kind) {
      case TYPE -> detected.accept(new String(body, StandardCharsets.UTF_8));
      case BEGIN -> items.begin(ItemPath.parse(new String(body, StandardCharsets.UTF_8)));
      case END -> items.end(ParsedCodec.decodeItem(body));
      default -> throw new IOException("with a note of kind " + kind);
    }
  }
}
