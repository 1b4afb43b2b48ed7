package io.github.shardmill.file.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.detect.Detector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;

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
  void ask(String what, byte[] head, String name) {
    Metadata metadata = new Metadata();
    if (name != null) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    }
    ask(what, head, metadata);
  }

  void ask(String what, byte[] head, Metadata metadata) {
    asked++;
    String one = answer(expected, head, metadata);
    String other = answer(actual, head, metadata);
    if (!one.equals(other)) {
      differences.add(
          String.join(
              ", ",
              what,
              head.length + " bytes",
              metadata.toString(),
              "expected " + one,
              "found " + other));
    }
  }

  /** The type, or the failure: some detectors of containers throw on broken ones. */
  private static String answer(Detector detector, byte[] head, Metadata metadata) {
    try {
      return detector.detect(new ByteArrayInputStream(head), metadata).toString();
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }

  int asked() {
    return asked;
  }

  List<String> differences() {
    return differences;
  }
}
