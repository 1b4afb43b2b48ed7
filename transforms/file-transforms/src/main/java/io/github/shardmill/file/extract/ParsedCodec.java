package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile.Content;
import io.github.shardmill.file.ExtractedFile.Labels;
import io.github.shardmill.file.ExtractedItem;
import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.MailHashes;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Results of parsing, and items, as bytes, exactly: strings keep what is no valid UTF-16, too.
 * Stateless.
 *
 * <p>A byte for the version stands in front; other versions are refused.
 */
final class ParsedCodec {
  private static final int VERSION = 2;
  private static final int DIGESTS = 3;
  private static final int LATIN_1 = 1;
  private static final int UTF_16 = 2;
  private static final int MAX_LATIN_1 = 0xff;
  private static final int ROOM = 1 << 10;

  private ParsedCodec() {}

  /** Returns a result as bytes. */
  static byte[] encode(Parsed parsed) {
    return inMemory(parsed.content(), out -> write(out, parsed));
  }

  /** Returns an item as bytes. */
  static byte[] encode(ExtractedItem item) {
    return inMemory(item.content(), out -> write(out, item));
  }

  private static void write(DataOutputStream out, ExtractedItem item) throws IOException {
    write(out, item.path().parts());
    write(out, item.name());
    out.writeBoolean(item.digests().isPresent());
    if (item.digests().isPresent()) {
      Digests digests = item.digests().get();
      write(out, List.of(digests.md5(), digests.sha1(), digests.sha256()));
      out.writeLong(digests.size());
    }
    write(out, item.contentType());
    write(out, new Parsed(item.outcome(), item.cause(), item.content()));
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] inMemory(Content content, Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.text().length() + ROOM);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writing.to(out);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Parsed parsed) throws IOException {
    Content content = parsed.content();
    write(out, parsed.outcome().name());
    write(out, parsed.cause());
    write(out, content.text());
    write(out, content.title());
    write(out, content.authors());
    write(out, content.labels().tags());
    write(out, content.labels().aliases());
    write(out, content.labels().links());
    write(out, content.language());
    out.writeBoolean(content.createdMillis().isPresent());
    out.writeLong(content.createdMillis().orElse(0L));
    write(out, content.meta());
    write(out, content.mail().messageId());
    write(out, content.mail().message());
  }

  /**
   * Returns the result that these bytes are.
   *
   * @throws IOException if they are none, or of another version
   */
  static Parsed decode(byte[] bytes) throws IOException {
    return readParsed(begin(bytes));
  }

  /**
   * Returns the item that these bytes are.
   *
   * @throws IOException if they are none, or of another version
   */
  static ExtractedItem decodeItem(byte[] bytes) throws IOException {
    DataInputStream in = begin(bytes);
    ItemPath path = new ItemPath(readList(in));
    String name = readString(in);
    Optional<Digests> digests = Optional.empty();
    if (in.readBoolean()) {
      List<String> hex = readList(in);
      if (hex.size() != DIGESTS) {
        throw new IOException("an item with " + hex.size() + " digests");
      }
      digests = Optional.of(new Digests(hex.get(0), hex.get(1), hex.get(2), in.readLong()));
    }
    String type = readString(in);
    Parsed parsed = readParsed(in);
    return new ExtractedItem(
        path, name, digests, type, parsed.outcome(), parsed.cause(), parsed.content());
  }

  private static DataInputStream begin(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a result of version " + version + ", where " + VERSION + " is known");
    }
    return in;
  }

  private static Parsed readParsed(DataInputStream in) throws IOException {
    Outcome outcome = Outcome.valueOf(readString(in));
    String cause = readString(in);
    String text = readString(in);
    String title = readString(in);
    List<String> authors = readList(in);
    Labels labels = new Labels(readList(in), readList(in), readList(in));
    String language = readString(in);
    boolean hasDate = in.readBoolean();
    long date = in.readLong();
    Optional<Long> created = hasDate ? Optional.of(date) : Optional.empty();
    List<String> meta = readList(in);
    MailHashes mail = new MailHashes(readString(in), readString(in));
    return new Parsed(
        outcome, cause, new Content(text, title, authors, labels, language, created, meta, mail));
  }

  private static void write(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      write(out, value);
    }
  }

  private static List<String> readList(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(readString(in));
    }
    return values;
  }

  private static void write(DataOutputStream out, String value) throws IOException {
    boolean isLatin1 = isLatin1(value);
    byte[] bytes;
    if (isLatin1) {
      bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    } else {
      // Not through a charset, which would replace half a surrogate pair.
      bytes = new byte[Math.multiplyExact(2, value.length())];
      ByteBuffer.wrap(bytes).asCharBuffer().put(value);
    }
    out.writeByte(isLatin1 ? LATIN_1 : UTF_16);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readString(DataInputStream in) throws IOException {
    int form = in.readUnsignedByte();
    byte[] bytes = in.readNBytes(in.readInt());
    return switch (form) {
      case LATIN_1 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case UTF_16 -> ByteBuffer.wrap(bytes).asCharBuffer().toString();
      default -> throw new IOException("a string of form " + form);
    };
  }

  private static boolean isLatin1(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > MAX_LATIN_1) {
        return false;
      }
    }
    return true;
  }
}
