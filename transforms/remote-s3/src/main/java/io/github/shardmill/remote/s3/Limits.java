package io.github.shardmill.remote.s3;

/**
 * How much goes into one request, in bytes.
 *
 * @param part the size of a part, and the largest file that is sent by one request
 * @param copy the largest file that is copied by one request
 * @param copyPart the size of a part of a copy
 */
record Limits(long part, long copy, long copyPart) {
  /** No part of an upload but its last may be smaller: S3's own limit. */
  private static final long SMALLEST_PART = 5L << 20;

  /** An upload has no more parts: S3's own limit. */
  private static final int MOST_PARTS = 10_000;

  /** S3 copies no more by one request. */
  private static final long LARGEST_COPY = 5L << 30;

  /** So that a server has copied a part before the client believes it dead. */
  private static final long COPY_PART = 512L << 20;

  Limits {
    if (part < SMALLEST_PART || copyPart < SMALLEST_PART) {
      throw new IllegalArgumentException(
          "a part of an upload to S3 has "
              + SMALLEST_PART
              + " bytes at least, not "
              + Math.min(part, copyPart)
              + ": --s3UploadBufferSizeBytes");
    }
  }

  /** Returns the limits with which S3 is used, with parts of some size. */
  static Limits ofParts(long part) {
    return new Limits(part, LARGEST_COPY, COPY_PART);
  }

  /** Returns the size of all parts but the last of a file: of so many that the server takes it. */
  long partOf(long size) {
    return atLeast(part, size);
  }

  /** Returns the size of all parts but the last of the copy of a file. */
  long copyPartOf(long size) {
    return atLeast(copyPart, size);
  }

  private static long atLeast(long part, long size) {
    return Math.max(part, (size + MOST_PARTS - 1) / MOST_PARTS);
  }
}
