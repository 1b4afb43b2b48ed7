package io.github.shardmill.file.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.detect.Detector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/** Asks two detectors the same questions and keeps every answer that differs. */
final class MimeComparison {

  private final Detector expected;
  private final Detector actual;
  private final List<String> differences = new ArrayList<>();
  private int asked;

  MimeComparison(Detector expected, Detector actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * @param what shown with a difference
   * @param name null for none
   */
  void ask(String what, byte[] head, String name) throws IOException {
    Metadata metadata = new Metadata();
    if (name != null) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    }
    ask(what, head, metadata);
  }

  void ask(String what, byte[] head, Metadata metadata) throws IOException {
    asked++;
    MediaType one = expected.detect(new ByteArrayInputStream(head), metadata);
    MediaType other = actual.detect(new ByteArrayInputStream(head), metadata);
    if (!one.equals(other)) {
      differences.add(
          "%s, %d bytes, %s: expected %s, found %s"
              .formatted(what, head.length, metadata, one, other));
    }
  }

  int asked() {
    return asked;
  }

  List<String> differences() {
    return differences;
  }
}
