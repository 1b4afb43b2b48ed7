package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.schema.FieldSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;

/**
 * Compares the families of an index with the manifests of the runs that made it: no root more, none
 * less, each with the values and as many documents as recorded. Walks both side by side, so memory
 * does not grow with the index. For one use.
 */
final class ManifestCheck {
  private static final int REPORT_INTERVAL = 10_000;

  private final CommittedIndex index;
  private final RunChain.Walk runs;
  private final ReadProgress progress;
  private final List<FieldSpec> fields;
  private final Problems differing = new Problems();
  private final Problems incomplete = new Problems();
  private long roots;
  private long unrecorded;
  private long documents;

  ManifestCheck(CommittedIndex index, RunChain.Walk runs, ReadProgress progress) {
    this.index = index;
    this.runs = runs;
    this.progress = progress;
    this.fields = FamilyListing.recorded(index.schema());
  }

  /** Counts what is wrong and keeps the first of it. */
  private static final class Problems {
    private long count;
    private String first = "";

    void add(String problem) {
      count++;
      first = first.isEmpty() ? problem : first;
    }

    String text(String what) {
      return count == 0 ? "" : count + " " + what + ", first: " + first;
    }
  }

  List<Finding> check() throws IOException {
    ManifestLog log = new ManifestLog(runs.links());
    FamilyListing families = new FamilyListing(index.reader(), index.schema());
    ManifestLog.Entry entry = log.next();
    Family family = next(families);
    while (entry != null || family != null) {
      int order = compare(entry, family);
      if (order < 0) {
        missing(entry);
      } else if (order > 0) {
        unrecorded(family);
      } else {
        compareBoth(entry, family);
      }
      entry = order <= 0 ? log.next() : entry;
      family = order >= 0 ? next(families) : family;
    }
    return List.of(manifest(), families());
  }

  private Finding manifest() {
    String wrong = differing.text("roots are not as the manifest says");
    if (!wrong.isEmpty()) {
      return Finding.broken("manifest", wrong);
    }
    String compared =
        (roots - unrecorded)
            + " roots are as the manifests of "
            + runs.links().size()
            + " runs say, one line each";
    return runs.isComplete()
        ? Finding.ok("manifest", compared)
        : Finding.incomplete(
            "manifest",
            compared
                + "; the records of the runs before "
                + runs.end()
                + " are gone, "
                + unrecorded
                + " roots have nothing to be compared with");
  }

  private Finding families() {
    return Finding.of(
        "families",
        incomplete.text("families do not have the documents that the manifest says"),
        roots + " families have all of their documents, " + documents + " together");
  }

  private Family next(FamilyListing families) throws IOException {
    Family family = families.next();
    if (family != null) {
      roots++;
      documents += family.documents();
      if (roots % REPORT_INTERVAL == 0) {
        progress.report("manifest", documents, index.reader().numDocs());
      }
    }
    return family;
  }

  private static int compare(ManifestLog.Entry entry, Family family) {
    if (entry == null || family == null) {
      return entry == null ? 1 : -1;
    }
    return entry.id().compareTo(new BytesRef(family.id().getBytes(StandardCharsets.UTF_8)));
  }

  private void missing(ManifestLog.Entry entry) {
    if (!entry.isDeleted()) {
      differing.add(entry.id().utf8ToString() + " is missing");
    }
  }

  private void unrecorded(Family family) {
    unrecorded++;
    if (runs.isComplete()) {
      differing.add(family.id() + " has no line");
    }
  }

  private void compareBoth(ManifestLog.Entry entry, Family family) {
    if (entry.isDeleted() || entry.twice()) {
      differing.add(family.id() + (entry.twice() ? " has two lines" : " was deleted"));
      return;
    }
    List<String> names = new ArrayList<>();
    for (FieldSpec field : fields) {
      Object found = family.recorded().get(field.name());
      if (!agree(entry.line().get(field.name()), found)) {
        names.add(field.name());
      }
    }
    if (!names.isEmpty()) {
      differing.add(family.id() + " has another " + String.join(", ", names));
    }
    if (entry.line().path("documents").asLong() != family.documents()) {
      incomplete.add(family.id() + " has " + family.documents());
    }
  }

  private static boolean agree(JsonNode recorded, Object found) {
    if (recorded == null || found == null) {
      return recorded == null && found == null;
    }
    if (recorded.isArray()) {
      TreeSet<String> values = new TreeSet<>();
      recorded.forEach(value -> values.add(value.asText()));
      return values.equals(texts(found));
    }
    // Of several numbers, a manifest has the first that was written and an index all in order.
    return texts(found).contains(recorded.asText())
        && (recorded.isNumber() || texts(found).size() == 1);
  }

  private static TreeSet<String> texts(Object found) {
    TreeSet<String> texts = new TreeSet<>();
    if (found instanceof List<?> several) {
      several.forEach(value -> texts.add(value.toString()));
    } else {
      texts.add(found.toString());
    }
    return texts;
  }
}
