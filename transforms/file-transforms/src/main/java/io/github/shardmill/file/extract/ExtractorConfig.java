package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractorVersion;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.tika.Tika;

/**
 * The settings of extraction.
 *
 * @param limits how much one file may cost
 * @param temporaryDirectory path of an existing directory for files that a parser wants to read at
 *     random; empty for the JVM's own. What libraries below the parsers write by themselves goes to
 *     the JVM's in any case
 * @param isolation which documents are parsed in child processes; has no part in the version
 * @param ocr whether text is read from pictures
 * @param passwords that are tried on encrypted documents
 */
public record ExtractorConfig(
    ExtractionLimits limits,
    String temporaryDirectory,
    Isolation isolation,
    Ocr ocr,
    Passwords passwords)
    implements Serializable {
  private static final int RULES = 6;

  /** Default limits, the JVM's directory for temporary files, everything parsed in this process. */
  public static final ExtractorConfig DEFAULT =
      new ExtractorConfig(ExtractionLimits.DEFAULT, "", Isolation.NONE, Ocr.NONE, Passwords.NONE);

  /** Returns this configuration with other limits. */
  public ExtractorConfig withLimits(ExtractionLimits other) {
    return new ExtractorConfig(other, temporaryDirectory, isolation, ocr, passwords);
  }

  /** Returns this configuration with another directory for temporary files. */
  public ExtractorConfig withTemporaryDirectory(Path directory) {
    return new ExtractorConfig(limits, directory.toString(), isolation, ocr, passwords);
  }

  /** Returns this configuration with another isolation. */
  public ExtractorConfig withIsolation(Isolation other) {
    return new ExtractorConfig(limits, temporaryDirectory, other, ocr, passwords);
  }

  /** Returns this configuration with another way to read text from pictures. */
  public ExtractorConfig withOcr(Ocr other) {
    return new ExtractorConfig(limits, temporaryDirectory, isolation, other, passwords);
  }

  /** Returns this configuration with other passwords. */
  public ExtractorConfig withPasswords(Passwords other) {
    return new ExtractorConfig(limits, temporaryDirectory, isolation, ocr, other);
  }

  /**
   * Returns the version that is recorded with every file. Whatever changes what extraction makes of
   * the same bytes changes it: Tika's version, or {@code rules}, which counts our own.
   */
  public ExtractorVersion version() {
    String tika = Tika.getString().replace("Apache Tika", "tika").replace(' ', '-');
    return new ExtractorVersion(
        tika + ";rules=" + RULES, limits.maxTextCharacters(), ocr.recorded(), passwords.recorded());
  }
}
