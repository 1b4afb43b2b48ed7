package io.github.shardmill.file;

/**
 * The identity of a document: {@code source:relative/path}, and {@code source:path!/item/path} for
 * an item inside a file.
 *
 * <p>Injective: in each part {@code %}, {@code !} before {@code /} or at the end, and bytes that
 * are not UTF-8 are written as {@code %XX}. An id longer than {@value #MAX_BYTES} bytes is cut and
 * ends in a hash of the whole. Ordered as unsigned UTF-8 bytes. Never holds an absolute path, so
 * that an index can be moved.
 */
public final class DocumentId {
  /** The longest id, in UTF-8 bytes. */
  public static final int MAX_BYTES = 8192;

  private DocumentId() {}
}
