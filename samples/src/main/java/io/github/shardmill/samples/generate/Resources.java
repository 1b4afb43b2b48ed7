package io.github.shardmill.samples.generate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that the sample corpus is made of, kept beside this class. */
final class Resources {
  private Resources() {}

  /** Returns the article of this name. */
  static Article article(String name) {
    return Article.parse(new String(bytes("articles/" + name + ".txt"), StandardCharsets.UTF_8));
  }

  /** Returns a file that goes into the corpus as it is. */
  static byte[] verbatim(String path) {
    return bytes("verbatim/" + path);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Resources.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the sample corpus", e);
    }
  }
}
