package io.github.shardmill.cli;

import io.github.shardmill.index.gate.Percent;
import io.github.shardmill.pipeline.BuildSettings.Gates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What must hold for the result of a run to be published. */
final class GateOptions {
  @Option(
      names = "--max-drop",
      paramLabel = "PERCENT",
      converter = PercentConverter.class,
      description = "Refuse an index with fewer documents than before by more than this.")
  private Percent maxDrop;

  @Option(
      names = "--max-failures",
      paramLabel = "PERCENT",
      converter = PercentConverter.class,
      description = "Refuse it if more than this of the files failed.")
  private Percent maxFailures;

  @Option(
      names = "--probe",
      paramLabel = "QUERY>=N",
      description =
          "Refuse it unless the query finds at least N documents, as in 'title:contract>=10'; may "
              + "be repeated.")
  private List<String> probes = new ArrayList<>();

  @Option(
      names = "--check-segments",
      description = "Refuse it if Lucene's own check finds a new segment damaged.")
  private boolean checkSegments;

  /**
   * Returns the gates that these options stand for.
   *
   * @throws IllegalArgumentException if a probe has no number
   */
  Gates value() {
    return new Gates(
        Optional.ofNullable(maxDrop), Optional.ofNullable(maxFailures), probes, checkSegments);
  }

  private static final class PercentConverter implements ITypeConverter<Percent> {
    @Override
    public Percent convert(String value) {
      try {
        return Percent.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
