package io.github.shardmill.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RecordsWriter;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.ComparedPart.Listing;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds the documents whose files are gone, once the whole listing was compared. Removes none of a
 * source whose listing is partial, and none at all where they are more than the limit allows: the
 * run is refused then, and its records name what would have gone.
 */
final class FindRemovedFn extends DoFn<KV<Void, Iterable<ComparedPart>>, FileWork> {
  /** What there is to do. */
  static final TupleTag<FileWork> WORK = new TupleTag<>("work");

  /** The counts of all parts, the names of what is gone, and reasons against a commit. */
  static final TupleTag<RunParts> PARTS = new TupleTag<>("parts");

  private static final long serialVersionUID = 1L;
  private static final int IDS_TOGETHER = 1_000;

  private final KnownCommit commit;
  private final RemovalLimit limit;
  private final boolean rebuilds;
  private final String recordsDirectory;
  private final FileWorkers workers;

  /**
   * Makes the function.
   *
   * @param rebuilds whether the commit replaces everything: what is gone needs no work then, and
   *     what is kept has to be written again
   * @param recordsDirectory where the run's part files of records are
   * @param workers how workers are checked
   */
  FindRemovedFn(
      KnownCommit commit,
      RemovalLimit limit,
      boolean rebuilds,
      Path recordsDirectory,
      FileWorkers workers) {
    this.commit = commit;
    this.limit = limit;
    this.rebuilds = rebuilds;
    this.recordsDirectory = recordsDirectory.toString();
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
  }

  @ProcessElement
  public void process(@Element KV<Void, Iterable<ComparedPart>> all, MultiOutputReceiver output)
      throws IOException {
    Path directory = Locations.path(recordsDirectory);
    Files.createDirectories(directory);
    Path names = directory.resolve("removed-" + UUID.randomUUID() + ".jsonl");
    try (KnownFiles known = commit.open();
        RecordsWriter records = new RecordsWriter(names)) {
      FixedBitSet found = new FixedBitSet(Math.max(1, known.lookup().size()));
      Tally.Builder tally = new Tally.Builder();
      Map<String, Listing> listings = new TreeMap<>();
      for (ComparedPart part : all.getValue()) {
        part.found().addTo(found);
        tally.add(part.tally());
        part.listings().forEach(listing -> listings.put(listing.source(), listing));
      }
      MissingFiles missing = new MissingFiles(known, found, listings);
      List<String> refusals = missing.refusals(limit);
      Sorting sorting = new Sorting(tally, records, output.get(WORK), refusals.isEmpty());
      missing.forEach((source, id) -> sorting.sort(missing.stays(source, id), id));
      sorting.end();
      RecordsPart part = records.finish();
      output
          .get(PARTS)
          .output(
              RunParts.of(tally.build(), part == null ? List.of() : List.of(part))
                  .withRefusals(refusals));
    }
  }

  /** Sorts missing files into those that go and those that stay. */
  private final class Sorting {
    private final Tally.Builder tally;
    private final RecordsWriter records;
    private final OutputReceiver<FileWork> output;
    private final boolean allowed;
    private final List<String> removed = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    Sorting(
        Tally.Builder tally,
        RecordsWriter records,
        OutputReceiver<FileWork> output,
        boolean allowed) {
      this.tally = tally;
      this.records = records;
      this.output = output;
      this.allowed = allowed;
    }

    void sort(boolean stays, String id) {
      tally.count(stays ? RunCounters.KEPT : RunCounters.REMOVED, 1);
      if (!stays) {
        note(id);
      }
      if (allowed && stays == rebuilds) {
        add(stays ? kept : removed, id);
      }
    }

    private void note(String id) {
      try {
        JsonGenerator line = records.line();
        line.writeStartObject();
        line.writeStringField(IndexSchema.ID, id);
        line.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void add(List<String> ids, String id) {
      ids.add(id);
      if (ids.size() == IDS_TOGETHER) {
        end();
      }
    }

    /** Gives out what was collected. */
    void end() {
      giveOut(removed, FileWork.Remove::new);
      giveOut(kept, FileWork.Copy::new);
    }

    private void giveOut(List<String> ids, Function<List<String>, FileWork> work) {
      if (!ids.isEmpty()) {
        output.output(work.apply(ids));
        ids.clear();
      }
    }
  }
}
