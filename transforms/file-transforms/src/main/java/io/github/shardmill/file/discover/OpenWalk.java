package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import java.io.IOException;
import java.util.Optional;

/** A walk together with all that becomes its next state. Used by one thread at a time. */
final class OpenWalk implements AutoCloseable {
  /**
   * A piece of work that is either claimed as a whole or not at all.
   *
   * @param after the state once it is claimed
   * @param batch the files to give out; empty if there were none
   */
  record Step(WalkState after, Optional<FileBatch> batch) {}

  private final String source;
  private final Walk walk;
  private final BatchPacker packer;
  private final RecordsLog log;
  private WalkState state;
  private Tally tally;
  private String cursor;

  /** The finding that did not fit into the last batch; it is not part of any state. */
  private Finding held;

  /** The step that was taken and not yet claimed. */
  private Step unclaimed;

  /**
   * Opens a walk at a state.
   *
   * @throws IOException if the source as a whole cannot be read
   */
  OpenWalk(SourceSpec spec, DiscoveryConfig config, WalkState from) throws IOException {
    this.source = spec.source().name();
    this.walk = Walks.open(spec, config.filter(), from.cursor());
    this.packer = new BatchPacker(spec.source(), config.limits());
    this.log = new RecordsLog(source, config.recordsDirectory(), from.records());
    this.state = from;
    this.tally = from.tally();
    this.cursor = from.cursor();
  }

  /** Returns the source's name. */
  String source() {
    return source;
  }

  /** Returns the state after the last step that was claimed. */
  WalkState state() {
    return state;
  }

  /** Returns the next step; the same one until it is claimed. */
  Step next() throws IOException {
    if (unclaimed == null) {
      unclaimed = advance();
    }
    return unclaimed;
  }

  /** Notes that the step returned last was claimed. */
  void claimed() {
    state = unclaimed.after();
    unclaimed = null;
  }

  private Step advance() throws IOException {
    boolean done = false;
    while (!done && !packer.isFull()) {
      held = held != null ? held : walk.next();
      done = held == null;
      if (!done && !take(held)) {
        break;
      }
      held = null;
    }
    Optional<FileBatch> batch = packer.take();
    long batches = state.batches() + (batch.isPresent() ? 1 : 0);
    Records records = done ? log.finish() : log.records();
    return new Step(new WalkState(state.walkId(), cursor, batches, tally, records, done), batch);
  }

  private boolean take(Finding finding) throws IOException {
    if (finding.kind() == Finding.Kind.FILE) {
      FileEntry file = finding.entry();
      if (!packer.accepts(file)) {
        return false;
      }
      packer.add(file);
    } else {
      log.append(finding);
    }
    tally = tally.plus(finding);
    cursor = finding.cursor();
    return true;
  }

  @Override
  public void close() {
    walk.close();
  }
}
