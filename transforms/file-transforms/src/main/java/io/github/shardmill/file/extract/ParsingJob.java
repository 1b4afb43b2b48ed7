package io.github.shardmill.file.extract;

import io.github.shardmill.file.extract.Culprits.Verdict;
import io.github.shardmill.file.extract.DocumentParser.Parsed;
import java.io.IOException;

/** One file for child processes, which is tried until it ends. For one thread. */
final class ParsingJob {
  private final long length;
  private final String name;
  private final FileInFlight file;
  private final boolean helps;
  private Culprits culprits = Culprits.NONE;
  private Share share = Share.ALL;
  private FoundItems.Numbering numbering;
  private FoundItems found;

  ParsingJob(long length, String name, FileInFlight file) {
    this(length, name, file, false);
  }

  private ParsingJob(long length, String name, FileInFlight file, boolean helps) {
    this.length = length;
    this.name = name;
    this.file = file;
    this.helps = helps;
  }

  /** Returns how many bytes the file has. */
  long length() {
    return length;
  }

  /** Lets others work through the file, too, at the next try: who claims what stands there. */
  void share(String claims) {
    share = new Share(claims, helps);
    numbering = new FoundItems.Numbering();
  }

  /** Leaves nothing to others at the next try. */
  void unshare() {
    share = Share.ALL;
    numbering = null;
  }

  /** Returns the same try for a child that helps. */
  ParsingJob forHelper() {
    ParsingJob job = new ParsingJob(length, name, file, true);
    job.culprits = culprits;
    job.share = new Share(share.claims(), true);
    job.numbering = numbering;
    return job;
  }

  /** Begins a try, and returns its header. */
  byte[] begin() throws IOException {
    FoundItems.Numbering own = numbering == null ? new FoundItems.Numbering() : numbering;
    found = new FoundItems(file::handOver, own);
    return ParsingProgram.header(length, name, culprits, share);
  }

  /** Takes a note of the child. */
  void take(byte[] note) throws IOException {
    ParsingNotes.read(note, this::detected, found);
  }

  private void detected(String type) {
    // Of two who say what the file is, one may be late.
    if (!helps || type.equals(DocumentParser.PICTURES)) {
      file.detected(type);
    }
  }

  /** Returns what was found since the last try began; null before the first. */
  FoundItems found() {
    return found;
  }

  /** Returns whether it was an item that failed, which is passed over from now on. */
  boolean passOverCulprit(Parsed failed) {
    if (found.inFlight().isEmpty() || culprits.byPath().size() == Culprits.MAX) {
      return false;
    }
    culprits = culprits.with(found.inFlight().get(), new Verdict(failed.outcome(), failed.cause()));
    return true;
  }
}
