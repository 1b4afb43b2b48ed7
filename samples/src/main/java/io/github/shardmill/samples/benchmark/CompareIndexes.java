package io.github.shardmill.samples.benchmark;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DigestRecomputation;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.RecomputedDigest;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.samples.HelpOption;
import io.github.shardmill.samples.benchmark.IndexDifferences.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Tells whether both contenders made the same index: recomputes the logical digest of each, from
 * stored fields, doc values and postings, with the schema of ours, and shows what differs. Exit
 * code 0 when nothing does.
 */
@Command(
    name = "compare",
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2,
    description = "Compare an index of Shardmill with one of the hand-written indexer.")
final class CompareIndexes implements Callable<Integer> {
  private static final String OURS = "shardmill";
  private static final String RIVAL = "hand-written";
  private static final int SHOWN_CHARS = 200;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption help;

  @Option(names = "--ours", required = true, paramLabel = "INDEX", description = "Shardmill's")
  private Path ours;

  @Option(names = "--rival", required = true, paramLabel = "INDEX", description = "the other's")
  private Path rival;

  @Option(
      names = "--show",
      paramLabel = "N",
      description = "list the first N differences; default: ${DEFAULT-VALUE}")
  private int differencesShown = 20;

  @Override
  public Integer call() throws IOException {
    try (CommittedIndex ourIndex = CommittedIndex.open(ours);
        CommittedIndex rivalIndex = CommittedIndex.open(rival)) {
      IndexSchema schema = ourIndex.schema();
      RecomputedDigest ourDigest = recompute(OURS, ourIndex, schema);
      RecomputedDigest rivalDigest = recompute(RIVAL, rivalIndex, schema);
      if (ourDigest.digest().equals(rivalDigest.digest())) {
        print("equal");
        return 0;
      }
      showDifferences(new IndexDifferences(ourIndex.reader(), rivalIndex.reader(), schema));
      return 2;
    }
  }

  private RecomputedDigest recompute(String name, CommittedIndex index, IndexSchema schema)
      throws IOException {
    RecomputedDigest recomputed =
        new DigestRecomputation(index.reader(), schema, ReadProgress.NONE).recompute();
    print("%-14s %,9d documents   digest %s", name, recomputed.documents(), recomputed.digest());
    recomputed.deviations().forEach(deviation -> print("%-14s %s", "", deviation));
    return recomputed;
  }

  private void showDifferences(IndexDifferences differences) throws IOException {
    List<Difference> found = differences.ofDocuments();
    if (found.isEmpty()) {
      // What is stored is the same, so it was analysed differently.
      found = differences.ofTerms();
    }
    print("%,d differences", found.size());
    found.stream()
        .collect(Collectors.groupingBy(Difference::field, TreeMap::new, Collectors.counting()))
        .forEach((field, count) -> print("%-14s %,9d", field, count));
    found.stream().limit(differencesShown).forEach(this::show);
  }

  private void show(Difference difference) {
    print("%s  %s", difference.where(), difference.field());
    print("  %-14s %s", OURS, abridged(difference.ours()));
    print("  %-14s %s", RIVAL, abridged(difference.rival()));
  }

  private static String abridged(String values) {
    String line = values.replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + " ...";
  }

  private void print(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
