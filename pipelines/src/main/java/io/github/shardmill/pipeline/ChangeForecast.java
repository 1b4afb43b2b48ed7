package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.Change;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.FileListing;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.SourceTouchTimes;
import io.github.shardmill.pipeline.ComparedPart.Listing;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.util.FixedBitSet;

/**
 * What an update would find, from the listing and the index alone: no file is opened. Holds one bit
 * for each document. For one use.
 */
final class ChangeForecast {
  private static final int NAMED = 20;

  private final KnownFiles known;
  private final FixedBitSet found;
  private final Map<Change, Long> changes = new EnumMap<>(Change.class);
  private final Map<String, Listing> listings = new TreeMap<>();

  private ChangeForecast(KnownFiles known) {
    this.known = known;
    this.found = new FixedBitSet(Math.max(1, known.lookup().size()));
    // a run that brings everything up to date postpones nothing
    for (Change change : EnumSet.complementOf(EnumSet.of(Change.POSTPONED))) {
      changes.put(change, 0L);
    }
  }

  /** Lists the sources and compares. */
  static BuildPlan.Changes of(
      KnownCommit commit, List<SourceSpec> sources, FileFilter filter, RemovalLimit limit)
      throws IOException {
    try (KnownFiles known = commit.open()) {
      ChangeForecast forecast = new ChangeForecast(known);
      for (SourceSpec spec : sources) {
        FileListing.list(spec, filter, forecast.new Comparing(spec.source()));
      }
      return forecast.changes(limit);
    }
  }

  private BuildPlan.Changes changes(RemovalLimit limit) throws IOException {
    MissingFiles missing = new MissingFiles(known, found, listings);
    TreeSet<String> named = new TreeSet<>();
    long[] removed = {0};
    missing.forEach(
        (source, id) -> {
          if (!missing.isPartial(source)) {
            removed[0]++;
            named.add(id);
            if (named.size() > NAMED) {
              named.pollLast();
            }
          }
        });
    return new BuildPlan.Changes(changes, removed[0], List.copyOf(named), missing.refusals(limit));
  }

  /** Compares the files of one source. */
  private final class Comparing implements FileListing.Visitor {
    private final Source source;
    private final SourceTouchTimes touchTimes;
    private long files;
    private long unreadable;

    Comparing(Source source) {
      this.source = source;
      this.touchTimes = new SourceTouchTimes(source);
    }

    @Override
    public void file(FileEntry entry) throws IOException {
      files++;
      OptionalInt document = known.document(source, entry);
      document.ifPresent(found::set);
      changes.merge(known.judge(source, entry, document, touchTimes), 1L, Long::sum);
    }

    @Override
    public void excluded(RelativePath path) {
      files++;
    }

    @Override
    public void unreadableDirectory(RelativePath path) {
      unreadable++;
    }

    @Override
    public void end() {
      listings.put(source.name(), new Listing(source.name(), files, unreadable));
    }
  }
}
