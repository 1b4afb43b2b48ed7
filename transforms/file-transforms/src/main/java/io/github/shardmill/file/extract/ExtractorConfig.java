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
 */
public record ExtractorConfig(
    ExtractionLimits limits, String temporaryDirectory, Isolation isolation)
    implements Serializable {
  private static final int RULES = 5;

  /** Default limits, the JVM's directory for temporary files, everything parsed in this process. */
  public static final ExtractorConfig DEFAULT =
      new ExtractorConfig(ExtractionLimits.DEFAULT, "", Isolation.NONE);

  /** Returns this configuration with other limits. */
  public ExtractorConfig withLimits(ExtractionLimits other) {
    return new ExtractorConfig(other, temporaryDirectory, isolation);
  }

  /** Returns this configuration with another directory for temporary files. */
  public ExtractorConfig withTemporaryDirectory(Path directory) {
    return new ExtractorConfig(limits, directory.toString(), isolation);
  }

  /** Returns this configuration with another isolation. */
  public ExtractorConfig withIsolation(Isolation other) {
    return new ExtractorConfig(limits, temporaryDirectory, other);
  }

  /**
   * Returns the version that is recorded with every file. Whatever changes what extraction makes of
   * the same bytes changes it: Tika's version, or {@code rules}, which counts our own.
   */
  public ExtractorVersion version() {
    String tika = Tika.getString().replace("Apache Tika", "tika").replace(' ', '-');
    return new ExtractorVersion(tika + ";rules=" + RULES, limits.maxTextCharacters());
  }
}
