package io.github.shardmill.file.isolate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * One piece of what parent and child say to each other: a kind, a length, so many bytes.
 *
 * @param kind one of the constants
 * @param bytes what is said
 */
record Frame(int kind, byte[] bytes) {
  /** Begins a request: its header. */
  static final int REQUEST = 1;

  /** Some bytes of the request's body; an empty one ends it. */
  static final int BODY = 2;

  /** The child is ready for its first request. */
  static final int READY = 3;

  /** Something that is known before the result. */
  static final int NOTE = 4;

  /** The result; nothing follows. */
  static final int RESULT = 5;

  /** It failed for a reason that lies outside of the request: a message. Nothing follows. */
  static final int FAILURE = 6;

  /** Longest frame: a result of the longest text that is ever asked for, with room to spare. */
  static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  /** Stands in front of every frame, so that nothing else is taken for one. */
  private static final int MARK = 0x5348_4d31;

  /** Writes a frame of some of these bytes; does not flush. */
  static void write(DataOutputStream out, int kind, byte[] bytes, int length) throws IOException {
    out.writeInt(MARK);
    out.writeByte(kind);
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /** Writes a frame; does not flush. */
  static void write(DataOutputStream out, int kind, byte[] bytes) throws IOException {
    write(out, kind, bytes, bytes.length);
  }

  /**
   * Reads the next frame.
   *
   * @throws EOFException if there is none, or only a part of one
   * @throws IOException if what comes is no frame
   */
  static Frame read(DataInputStream in) throws IOException {
    if (in.readInt() != MARK) {
      throw new IOException("with what is no frame");
    }
    int kind = in.readUnsignedByte();
    int length = in.readInt();
    if (kind < REQUEST || kind > FAILURE || length < 0 || length > MAX_BYTES) {
      throw new IOException("with a frame of kind " + kind + " and " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a part of a frame");
    }
    return new Frame(kind, bytes);
  }
}
