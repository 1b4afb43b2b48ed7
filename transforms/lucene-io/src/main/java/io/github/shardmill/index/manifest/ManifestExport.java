package io.github.shardmill.index.manifest;

import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.read.CommitOrigin;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.Family;
import io.github.shardmill.index.read.FamilyListing;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Exports the manifest of a commit: first a line that names the commit, then one for every root in
 * order of their ids, then one with their number. Every line carries the value of a hash chain, so
 * that none can be altered, left out, put in or moved without a trace. The same commit gives the
 * same bytes. Memory is bounded, see {@link FamilyListing}. Single-threaded.
 */
public final class ManifestExport {
  private static final int REPORT_INTERVAL = 10_000;

  private final CommittedIndex index;
  private final ManifestFormat format;
  private final String previous;

  /**
   * Prepares an export.
   *
   * @param previous SHA-256 of the manifest before, in hex; empty for none
   * @throws IllegalArgumentException if the commit is not one of Shardmill, which has no records
   */
  public ManifestExport(CommittedIndex index, ManifestFormat format, String previous) {
    if (index.origin() != CommitOrigin.SHARDMILL) {
      throw new IllegalArgumentException(
          "there is no manifest to export: " + index.notice().orElseThrow());
    }
    this.index = index;
    this.format = format;
    this.previous = previous;
  }

  /** Takes the manifest piece by piece. */
  @FunctionalInterface
  public interface Target {
    /** Takes the next bytes, whole lines. */
    void write(byte[] bytes) throws IOException;
  }

  /**
   * Writes the manifest.
   *
   * @throws io.github.shardmill.index.read.DisorderedIndexException if another program changed the
   *     order of documents
   * @throws IOException if the index cannot be read, or the target threw it
   */
  public ManifestSummary write(Target target, ReadProgress progress) throws IOException {
    CommitData data = index.data().orElseThrow();
    ManifestHeader header = header(data, previous);
    ManifestSyntax syntax = format.syntax(header.fields());
    LineChain chain = new LineChain();
    target.write(syntax.preface());
    write(syntax.header(header), syntax, chain, target);
    FamilyListing families = new FamilyListing(index.reader(), data.schema());
    long roots = 0;
    long documents = 0;
    for (Family family = families.next(); family != null; family = families.next()) {
      write(syntax.root(family), syntax, chain, target);
      roots++;
      documents += family.documents();
      if (roots % REPORT_INTERVAL == 0) {
        progress.report("manifest", documents, data.documents());
      }
    }
    write(syntax.footer(roots), syntax, chain, target);
    return new ManifestSummary(data.generation(), roots, documents, chain.value());
  }

  /** Returns the header of the manifest of a commit. */
  static ManifestHeader header(CommitData data, String previous) {
    List<String> fields = new ArrayList<>();
    fields.add(IndexSchema.ID);
    FamilyListing.recorded(data.schema()).stream().map(FieldSpec::name).forEach(fields::add);
    fields.add(ManifestSyntax.DOCUMENTS);
    return new ManifestHeader(
        ManifestHeader.VERSION,
        data.generation(),
        data.token(),
        data.digest().toString(),
        data.recordsSha256(),
        previous,
        fields);
  }

  private static void write(byte[] content, ManifestSyntax syntax, LineChain chain, Target target)
      throws IOException {
    byte[] ending = syntax.ending(chain.add(content));
    byte[] line = new byte[content.length + ending.length];
    System.arraycopy(content, 0, line, 0, content.length);
    System.arraycopy(ending, 0, line, content.length, ending.length);
    target.write(line);
  }
}
