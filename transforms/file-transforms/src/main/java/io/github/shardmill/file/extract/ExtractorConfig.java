package io.github.shardmill.file.extract;

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
 */
public record ExtractorConfig(ExtractionLimits limits, String temporaryDirectory)
    implements Serializable {
  /** Default limits, and the JVM's directory for temporary files. */
  public static final ExtractorConfig DEFAULT = new ExtractorConfig(ExtractionLimits.DEFAULT, "");

  /** Returns this configuration with other limits. */
  public ExtractorConfig withLimits(ExtractionLimits other) {
    return new ExtractorConfig(other, temporaryDirectory);
  }

  /** Returns this configuration with another directory for temporary files. */
  public ExtractorConfig withTemporaryDirectory(Path directory) {
    return new ExtractorConfig(limits, directory.toString());
  }

  /**
   * Returns what is recorded with every file: the version of Tika and the settings that could
   * change a result, in a stable form ({@code tika-3.3.1;text=10000000}). A file whose record
   * differs from this would have to be extracted again to be sure.
   */
  public String extractor() {
    String version = Tika.getString().replace("Apache Tika", "tika").replace(' ', '-');
    return version + ";text=" + limits.maxTextCharacters();
  }
}
