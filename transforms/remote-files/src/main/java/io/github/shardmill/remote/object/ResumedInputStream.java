package io.github.shardmill.remote.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a file, or of a part of it. Where the connection breaks, it goes on behind what was
 * read, if the file is still the same; at the end what was read is compared with what the server
 * knows. For one thread.
 */
public abstract class ResumedInputStream extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ResumedInputStream.class);

  private final String where;
  private final Pauses pauses;
  private final CRC32C crc = new CRC32C();
  private InputStream in;
  private long position;
  private long end;
  private int failures;
  private boolean checked;

  /**
   * Opens nothing yet: whoever extends this does, and tells {@link #begin}.
   *
   * @param where the whole location of the file, for messages
   * @param pauses before reading goes on
   */
  protected ResumedInputStream(String where, Pauses pauses) {
    this.where = where;
    this.pauses = pauses;
  }

  /** Begins with the bytes of an answer, which go from one position to before another one. */
  protected final void begin(InputStream bytes, long from, long to) {
    in = bytes;
    position = from;
    end = to;
  }

  /** Opens a part of a file that is not empty. */
  @FunctionalInterface
  protected interface Opening {
    /** Opens so many bytes at most, one at least. */
    InputStream open(long length) throws IOException;
  }

  /**
   * Opens a part of a file, which may be empty or lie behind its end.
   *
   * @param length how many bytes are read at most; {@link Long#MAX_VALUE} for all
   * @param isBehindEnd whether a failure says that the file ends before
   */
  protected static InputStream open(
      long from, long length, Opening opening, Predicate<IOException> isBehindEnd)
      throws IOException {
    if (from < 0 || length < 0) {
      throw new IllegalArgumentException("from " + from + ", " + length + " bytes");
    }
    try {
      // there is no range without a byte; this one finds out whether the file is there
      InputStream in = opening.open(Math.max(1, length));
      if (length > 0) {
        return in;
      }
      in.close();
      return InputStream.nullInputStream();
    } catch (IOException e) {
      if (isBehindEnd.test(e)) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
  }

  /** Returns the header that asks for a range; nothing where that is the whole file. */
  protected static String range(long from, long length) {
    if (length > Long.MAX_VALUE - from) {
      return from == 0 ? null : "bytes=" + from + "-";
    }
    return "bytes=" + from + "-" + (from + length - 1);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (position < end) {
      int read = readOnce(buffer, offset, (int) Math.min(length, end - position));
      if (read > 0) {
        failures = 0;
        position += read;
        crc.update(buffer, offset, read);
        return read;
      }
    }
    if (!checked && in != null) {
      check(in, Checksum.base64(crc.getValue()));
      checked = true;
    }
    return -1;
  }

  @Override
  public final void close() {
    if (in != null) {
      hangUp(in, end - position);
      in = null;
    }
  }

  /** Reads, or opens the file again; returns how much was read, 0 at least. */
  private int readOnce(byte[] buffer, int offset, int length) throws IOException {
    if (in == null) {
      throw new IOException(where + ": the stream is closed");
    }
    IOException broken;
    try {
      int read = readFrom(in, buffer, offset, length);
      if (read > 0) {
        return read;
      }
      broken = new IOException("the server closed the connection");
    } catch (InterruptedIOException e) {
      // a time-out of the socket is one, too
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      broken = e;
    } catch (IOException e) {
      broken = e;
    }
    goOn(broken);
    return 0;
  }

  private void goOn(IOException broken) throws IOException {
    failures++;
    if (failures >= pauses.tries() || !canGoOn()) {
      throw new IOException(
          where
              + ": reading broke off at byte "
              + position
              + ", "
              + failures
              + " times: "
              + broken.getMessage(),
          broken);
    }
    LOG.debug("{}: reading goes on at byte {}", where, position, broken);
    hangUp(in, Long.MAX_VALUE);
    pauses.await(failures);
    in = reopen(position, end - position);
  }

  /** Reads some bytes of an answer. */
  protected int readFrom(InputStream answer, byte[] buffer, int offset, int length)
      throws IOException {
    return answer.read(buffer, offset, length);
  }

  /** Returns whether the server said enough of the file to know it again. */
  protected boolean canGoOn() {
    return true;
  }

  /**
   * Opens the rest of the file.
   *
   * @throws IOException if it is another one by now, or cannot be opened
   */
  protected abstract InputStream reopen(long from, long length) throws IOException;

  /**
   * Ends the connection of an answer.
   *
   * @param left how many bytes nobody wants any more
   */
  protected abstract void hangUp(InputStream answer, long left);

  /**
   * Looks, once, whether all that was read is what the server has.
   *
   * @param answer which has nothing more to give
   * @param checksum CRC-32C of what was read, in base 64
   * @throws IOException if it is not
   */
  protected abstract void check(InputStream answer, String checksum) throws IOException;
}
