package io.github.shardmill.samples.benchmark;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexSuggestions;
import io.github.shardmill.index.read.InvalidSearchException;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.index.read.SuggestResult.Suggestion;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.samples.HelpOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tells how long a suggestion takes inside the process, by how much was typed: for titles, tags and
 * words, over the beginnings of what the index itself suggests.
 */
@Command(
    name = "suggest",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Measure how long suggestions of an index of Shardmill take.")
final class MeasureSuggestions implements Callable<Integer> {
  private static final int MOST_TYPED = 4;
  private static final int MOST_BEGINNINGS = 500;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Parameters(paramLabel = "INDEX", description = "an index of files")
  private Path path;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each is asked for, the median counts; default: ${DEFAULT-VALUE}")
  private int rounds = 20;

  @Override
  public Integer call() throws IOException {
    try (CommittedIndex index = CommittedIndex.open(path);
        IndexSuggestions suggestions = new IndexSuggestions(index)) {
      print(
          "%,d documents in %d segments", index.reader().numDocs(), index.reader().leaves().size());
      print("%-9s %6s %9s %11s %11s", "what", "typed", "requests", "median ms", "most ms");
      measure("titles", SuggestRequest.values("", "title", "name"), suggestions);
      for (FieldSpec field : index.schema().fields()) {
        if (field.kind() == FieldKind.KEYWORD && field.completions()) {
          measure(field.name(), SuggestRequest.values("", field.name()), suggestions);
        }
      }
      measure("words", SuggestRequest.terms("", "content"), suggestions);
    } catch (InvalidSearchException e) {
      throw new BenchmarkException(e.getMessage());
    }
    return 0;
  }

  private void measure(String what, SuggestRequest all, IndexSuggestions suggestions)
      throws IOException, InvalidSearchException {
    List<String> values =
        suggestions.suggest(all.withLimit(SuggestRequest.MAX_LIMIT)).suggestions().stream()
            .map(Suggestion::value)
            .toList();
    for (int typed = 0; typed <= MOST_TYPED; typed++) {
      List<SuggestRequest> requests = new ArrayList<>();
      for (String beginning : beginnings(values, typed)) {
        requests.add(new SuggestRequest(all.kind(), all.fields(), beginning, all.limit()));
      }
      double[] millis = new double[requests.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = medianMillis(requests.get(i), suggestions);
      }
      Arrays.sort(millis);
      if (millis.length > 0) {
        print(
            "%-9s %6d %9d %11.3f %11.3f",
            what, typed, millis.length, millis[millis.length / 2], millis[millis.length - 1]);
      }
    }
  }

  private double medianMillis(SuggestRequest request, IndexSuggestions suggestions)
      throws IOException, InvalidSearchException {
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      suggestions.suggest(request);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return new Spread(millis).median();
  }

  private static Set<String> beginnings(List<String> values, int typed) {
    Set<String> beginnings = new LinkedHashSet<>();
    for (String value : values) {
      if (value.length() >= typed && beginnings.size() < MOST_BEGINNINGS) {
        beginnings.add(value.substring(0, typed));
      }
    }
    return beginnings;
  }

  private void print(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
