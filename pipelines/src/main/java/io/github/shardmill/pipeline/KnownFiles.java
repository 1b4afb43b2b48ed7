package io.github.shardmill.pipeline;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.DocumentId;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.change.Change;
import io.github.shardmill.file.change.ChangeRules;
import io.github.shardmill.file.change.ChangeRules.TouchTimes;
import io.github.shardmill.file.change.KnownFile;
import io.github.shardmill.file.extract.EarlierResults;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.lucene.util.FixedBitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What an index knows of files. One per thread; see {@link DocumentLookup}. */
final class KnownFiles implements EarlierResults, Closeable {
  /** Of many files with the same bytes so many are tried for a result that can be used. */
  private static final int MOST_CANDIDATES = 16;

  private final Closeable index;
  private final DocumentLookup lookup;
  private final ChangeRules rules;
  private final boolean keepsFailures;
  private final @Nullable RetriedFiles retried;
  private ExcludedHashes excluded = ExcludedHashes.NONE;
  private @Nullable FixedBitSet excludedDocuments;

  /**
   * How files are judged.
   *
   * @param rules by what is known of each
   * @param keepsFailures whether the same bytes fail again without being tried, where the rules do
   *     not ask for another try
   * @param retried the only files that there is anything to do with, and that are tried again; null
   *     where all are brought up to date
   */
  record Judgement(ChangeRules rules, boolean keepsFailures, @Nullable RetriedFiles retried) {}

  /**
   * Makes it of an open index.
   *
   * @param index is closed with this
   */
  KnownFiles(Closeable index, DocumentLookup lookup, Judgement judgement) {
    this.index = index;
    this.lookup = lookup;
    this.rules = judgement.rules();
    this.keepsFailures = judgement.keepsFailures();
    this.retried = judgement.retried();
  }

  /** Returns whether the run has anything to do with the file of a document. */
  boolean concerns(int document) {
    return retried == null || retried.has(document);
  }

  private boolean isRetried(int document) {
    return retried != null && retried.has(document);
  }

  /** Takes files that are on a list for changed: what is known of them has to go. */
  KnownFiles leavingOut(ExcludedHashes hashes) {
    excluded = hashes;
    excludedDocuments = null;
    return this;
  }

  private boolean isExcluded(int document) throws IOException {
    if (excluded.isEmpty()) {
      return false;
    }
    if (excludedDocuments == null) {
      excludedDocuments = excluded.documents(lookup);
    }
    return excludedDocuments.get(document);
  }

  /** Returns what finds documents by their number. */
  DocumentLookup lookup() {
    return lookup;
  }

  /** Returns the document of a file. */
  OptionalInt document(Source source, FileEntry file) throws IOException {
    return document(DocumentId.of(source.name(), file.path()));
  }

  OptionalInt document(String id) throws IOException {
    List<Integer> found = lookup.find(IndexSchema.ID, id, 1);
    return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.get(0));
  }

  /** Returns the id of the document that has the text of a file's: its own or another file's. */
  String idOfText(int document) throws IOException {
    String other = lookup.keyword(FileSchema.DUPLICATE_OF, document);
    return other.isEmpty() ? lookup.keyword(IndexSchema.ID, document) : other;
  }

  /** Returns how many other files a document stands for. */
  long duplicates(int document) throws IOException {
    return lookup.number(FileSchema.DUPLICATES, document, 0);
  }

  /** Returns whether the text of a file is in the document of another one. */
  boolean isDuplicate(int document) throws IOException {
    return !lookup.keyword(FileSchema.DUPLICATE_OF, document).isEmpty();
  }

  /** Returns the documents of all files with the same bytes from which text could be got. */
  List<Integer> filesWith(String sha256) throws IOException {
    List<Integer> files = new ArrayList<>();
    for (int document : lookup.find(FileSchema.SHA256, sha256, Integer.MAX_VALUE)) {
      if (isFile(document) && file(document).outcome().isIndexed()) {
        files.add(document);
      }
    }
    return files;
  }

  private boolean isFile(int document) throws IOException {
    String id = lookup.keyword(IndexSchema.ID, document);
    return id.equals(lookup.keyword(IndexSchema.ROOT, document));
  }

  /** Returns the document of a file and those of its items, in order. */
  List<Integer> family(int document) throws IOException {
    return lookup.family(document);
  }

  /** Returns what is known of the file of a document. */
  KnownFile file(int document) throws IOException {
    return new KnownFile(
        lookup.number(FileSchema.SIZE, document, -1),
        lookup.number(FileSchema.MODIFIED, document, -1),
        Outcome.valueOf(lookup.keyword(FileSchema.OUTCOME, document)),
        lookup.keyword(FileSchema.EXTRACTOR, document),
        Math.max(
            lookup.number(FileSchema.CHARACTERS, document, 0),
            lookup.number(FileSchema.LONGEST_ITEM, document, 0)),
        lookup.number(FileSchema.ATTEMPTS, document, 0),
        lookup.number(FileSchema.ATTEMPTED, document, 0));
  }

  /** Judges a listed file by the document that it has, if it has one. */
  Change judge(Source source, FileEntry file, OptionalInt document, TouchTimes touchTimes)
      throws IOException {
    if (document.isPresent() && isRetried(document.getAsInt())) {
      return Change.RETRY;
    }
    Optional<KnownFile> known =
        document.isPresent() ? Optional.of(file(document.getAsInt())) : Optional.empty();
    Change change = rules.judge(source.name(), file, known, touchTimes);
    if (change == Change.UNCHANGED && isExcluded(document.getAsInt())) {
      change = Change.OUTDATED;
    }
    return retried == null ? change : unasked(change);
  }

  /** Returns what a file is to a run that was asked for others; nobody looks into it. */
  private static Change unasked(Change change) {
    return change == Change.UNCHANGED || change == Change.DOUBTFUL
        ? Change.UNCHANGED
        : Change.POSTPONED;
  }

  /**
   * Returns the document of a file that is as it was, if extraction would give all of it again.
   *
   * @return empty where the file has to be looked into
   */
  OptionalInt unchanged(Source source, FileEntry file, TouchTimes touchTimes) throws IOException {
    OptionalInt document = document(source, file);
    if (document.isEmpty()) {
      return document;
    }
    boolean isUnchanged =
        isReusable(document.getAsInt())
            && duplicates(document.getAsInt()) == 0
            && judge(source, file, document, touchTimes) == Change.UNCHANGED;
    return isUnchanged ? document : OptionalInt.empty();
  }

  /** Returns whether a document holds what extraction of its file would give again. */
  boolean isReusable(int document) throws IOException {
    return !isDuplicate(document) && isCurrent(document);
  }

  /** Returns whether what a document says of its file is what extraction would say again. */
  boolean isCurrent(int document) throws IOException {
    return !isRetried(document) && rules.isReusable(file(document));
  }

  @Override
  public boolean mayHave(long size) throws IOException {
    return lookup.has(FileSchema.SIZE, size);
  }

  @Override
  public Optional<Result> find(String source, FileEntry entry, Digests digests) throws IOException {
    OptionalInt own = document(DocumentId.of(source, entry.path()));
    if (own.isPresent()
        && lookup.holds(own.getAsInt(), FileSchema.SHA256, digests.sha256())
        && (isReusable(own.getAsInt()) || isKept(source, entry, own.getAsInt()))) {
      return Optional.of(new Result(own.getAsInt(), entry.path().name().display()));
    }
    for (int document : lookup.find(FileSchema.SHA256, digests.sha256(), MOST_CANDIDATES)) {
      OptionalInt holder =
          isDuplicate(document) ? document(idOfText(document)) : OptionalInt.of(document);
      Optional<Result> result =
          holder.isEmpty() ? Optional.empty() : resultOf(holder.getAsInt(), entry);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  /** Returns whether nothing but doubt about its bytes would have a file tried again. */
  private boolean isKept(String source, FileEntry entry, int document) throws IOException {
    Optional<KnownFile> known = Optional.of(file(document));
    return keepsFailures
        && !isDuplicate(document)
        && !isRetried(document)
        && rules.judge(source, entry, known, asked -> Long.MAX_VALUE) == Change.DOUBTFUL;
  }

  /** Returns the result that a document holds, if a file of another name would give it too. */
  private Optional<Result> resultOf(int document, FileEntry entry) throws IOException {
    if (!isFile(document) || !isReusable(document)) {
      return Optional.empty();
    }
    Map<String, List<Object>> values = lookup.values(document);
    String name = (String) values.get(FileSchema.NAME).get(0);
    String newName = entry.path().name().display();
    boolean sameText =
        name.equals(newName)
            || (endingOf(name).equals(endingOf(newName)) && !isNamedAfterItsFile(name, values));
    return sameText ? Optional.of(new Result(document, name)) : Optional.empty();
  }

  /**
   * Returns what follows the first dot: parsers of compressed files take the name of what is inside
   * from there. A name without a dot is its own ending.
   */
  private static String endingOf(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Returns whether a title may have been taken from the name for want of another. */
  private static boolean isNamedAfterItsFile(String name, Map<String, List<Object>> values) {
    return values.getOrDefault(FileSchema.TITLE, List.of()).stream()
        .anyMatch(title -> name.startsWith((String) title));
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
