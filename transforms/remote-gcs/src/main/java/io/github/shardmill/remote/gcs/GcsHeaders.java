package io.github.shardmill.remote.gcs;

import com.google.api.client.http.HttpHeaders;

/** What an answer with the content of a file says of the file. Stateless. */
final class GcsHeaders {
  private static final String GENERATION = "x-goog-generation";
  private static final String HASH = "x-goog-hash";
  private static final String CRC32C = "crc32c=";

  private GcsHeaders() {}

  /** Returns the generation of the content; null if the server does not say. */
  static Long generation(HttpHeaders headers) {
    String generation = headers.getFirstHeaderStringValue(GENERATION);
    return generation == null ? null : Long.valueOf(generation);
  }

  /** Returns the checksum of the whole file, in base 64; null if the server does not say. */
  static String crc32c(HttpHeaders headers) {
    for (String line : headers.getHeaderStringValues(HASH)) {
      // as in: crc32c=n03x6A==,md5=Ojk9c3dhfxgoKVVHYwFbHQ==
      for (String hash : line.split(",", -1)) {
        if (hash.strip().startsWith(CRC32C)) {
          return hash.strip().substring(CRC32C.length());
        }
      }
    }
    return null;
  }
}
