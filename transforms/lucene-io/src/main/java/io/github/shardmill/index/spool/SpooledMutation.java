package io.github.shardmill.index.spool;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.ByteArrayDataInput;

/**
 * A mutation as it stands in a region, read without making objects of what is not asked for. Valid
 * until the merge that returned it goes on. Not thread-safe.
 */
public final class SpooledMutation {
  private final byte[] bytes;
  private final Place place;

  SpooledMutation(byte[] bytes, Place place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** Where a record and its key lie in an array. */
  record Place(int start, int length, int keyStart, int keyLength) {
    byte[] key(byte[] bytes) {
      return Arrays.copyOfRange(bytes, keyStart, keyStart + keyLength);
    }
  }

  /** Takes the documents of a mutation, in order. */
  public interface Visitor {
    /** A document begins. */
    void document(byte[] id) throws IOException;

    /** The next value of a keyword or text field of that document, as UTF-8. */
    void value(int ordinal, byte[] utf8) throws IOException;

    /** The next value of a number field of that document. */
    void value(int ordinal, long number) throws IOException;

    /** The document ends. */
    void endDocument() throws IOException;
  }

  /** Returns the root id as UTF-8. */
  public byte[] rootId() {
    return place.key(bytes);
  }

  /** Passes all documents to a visitor; none for a DELETE. */
  public void accept(IndexSchema schema, Visitor visitor) throws IOException {
    ByteArrayDataInput in = body();
    in.readVLong();
    int documents = in.readVInt();
    for (int document = 0; document < documents; document++) {
      visitor.document(readBytes(in));
      int fields = in.readVInt();
      for (int field = 0; field < fields; field++) {
        int ordinal = in.readVInt();
        boolean number = schema.fields().get(ordinal).kind() == FieldKind.LONG;
        for (int values = in.readVInt(); values > 0; values--) {
          if (number) {
            visitor.value(ordinal, in.readLong());
          } else {
            visitor.value(ordinal, readBytes(in));
          }
        }
      }
      visitor.endDocument();
    }
  }

  long version() {
    return body().readVLong();
  }

  byte[] bytes() {
    return bytes;
  }

  Place place() {
    return place;
  }

  private ByteArrayDataInput body() {
    int at = place.keyStart() + place.keyLength();
    ByteArrayDataInput in = new ByteArrayDataInput(bytes, at, place.start() + place.length() - at);
    in.readVInt(); // length of the body
    return in;
  }

  private static byte[] readBytes(ByteArrayDataInput in) {
    byte[] value = new byte[in.readVInt()];
    in.readBytes(value, 0, value.length);
    return value;
  }
}
