package io.github.shardmill.index.spool;

import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
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
    int length = place.keyLength() - (isPart() ? MutationFormat.PART_BYTES : 0);
    return Arrays.copyOfRange(bytes, place.keyStart(), place.keyStart() + length);
  }

  /** Returns whether this is a part of a family, and not the mutation of its root. */
  public boolean isPart() {
    int zero = place.keyLength() - MutationFormat.PART_BYTES;
    return zero > 0 && bytes[place.keyStart() + zero] == 0;
  }

  /**
   * Returns whether this is a part that the mutation of a root names.
   *
   * @param rootId of that mutation
   * @param parts of that mutation
   */
  public boolean isPartOf(byte[] rootId, FamilyParts parts) {
    if (!isPart() || parts.count() == 0 || !Arrays.equals(rootId, rootId())) {
      return false;
    }
    int at = place.keyStart() + place.keyLength() - MutationFormat.PART_BYTES + 1;
    ByteBuffer family = ByteBuffer.wrap(bytes, at, MutationFormat.FAMILY_BYTES);
    return parts.family().equals(new UUID(family.getLong(), family.getLong()));
  }

  /** Returns what the mutation of a root says of the parts of its family. */
  public FamilyParts parts() {
    ByteArrayDataInput in = body();
    in.readVLong();
    int count = in.readVInt();
    if (count == 0) {
      return FamilyParts.NONE;
    }
    long documents = in.readVLong();
    byte[] family = new byte[MutationFormat.FAMILY_BYTES];
    in.readBytes(family, 0, family.length);
    ByteBuffer halves = ByteBuffer.wrap(family);
    return new FamilyParts(new UUID(halves.getLong(), halves.getLong()), count, documents);
  }

  /** Returns how many documents it has, those of the parts that it names included. */
  long documents() {
    ByteArrayDataInput in = body();
    in.readVLong();
    long inParts = skipParts(in);
    return inParts + in.readVInt();
  }

  /** Returns how many documents the parts have. */
  private static long skipParts(ByteArrayDataInput in) {
    if (in.readVInt() == 0) {
      return 0;
    }
    long documents = in.readVLong();
    in.skipBytes(MutationFormat.FAMILY_BYTES);
    return documents;
  }

  /** Digests all but the family, which is random. */
  byte[] sha256() {
    MessageDigest digest = Sha256.begin();
    ByteArrayDataInput in = body();
    in.readVLong();
    boolean hasParts = in.readVInt() > 0;
    int end = place.start() + place.length();
    int from = place.start();
    if (hasParts) {
      in.readVLong();
      digest.update(bytes, from, in.getPosition() - from);
      from = in.getPosition() + MutationFormat.FAMILY_BYTES;
    }
    digest.update(bytes, from, end - from);
    return digest.digest();
  }

  /** Passes all documents to a visitor; none for a DELETE. */
  public void accept(IndexSchema schema, Visitor visitor) throws IOException {
    ByteArrayDataInput in = body();
    in.readVLong();
    skipParts(in);
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
