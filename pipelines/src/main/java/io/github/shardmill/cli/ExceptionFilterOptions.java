package io.github.shardmill.cli;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.pipeline.ExceptionSelection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which exceptions are meant. */
final class ExceptionFilterOptions {
  private static final List<String> NAMES =
      ExceptionSelection.possibleOutcomes().stream().map(Outcome::name).toList();

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      converter = OutcomeConverter.class,
      completionCandidates = OutcomeNames.class,
      description = "Only files that ended so: ${COMPLETION-CANDIDATES}; may be repeated.")
  private List<Outcome> outcomes = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only files of this input; may be repeated.")
  private List<String> sources = new ArrayList<>();

  ExceptionSelection selection() {
    return new ExceptionSelection(Set.copyOf(outcomes), Set.copyOf(sources));
  }

  /** The outcomes that may be asked for. */
  static final class OutcomeNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /** Reads the name of an outcome that is an exception; case does not count. */
  static final class OutcomeConverter implements ITypeConverter<Outcome> {
    @Override
    public Outcome convert(String value) {
      String name = value.strip().toUpperCase(Locale.ROOT);
      if (!NAMES.contains(name)) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is no outcome of an exception."
                + Suggestions.sentence(name, NAMES)
                + " There are "
                + String.join(", ", NAMES));
      }
      return Outcome.valueOf(name);
    }
  }
}
