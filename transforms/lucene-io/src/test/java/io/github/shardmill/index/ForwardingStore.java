package io.github.shardmill.index;

import io.github.shardmill.index.store.IndexStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.store.Directory;

/** A store that does what another one does, but for what a test overrides. */
class ForwardingStore implements IndexStore {
  private final IndexStore store;

  ForwardingStore(IndexStore store) {
    this.store = store;
  }

  @Override
  public Directory openIndex() throws IOException {
    return store.openIndex();
  }

  @Override
  public Optional<String> otherHolder() throws IOException {
    return store.otherHolder();
  }

  @Override
  public void giveBackLease() {
    store.giveBackLease();
  }

  @Override
  public Set<Long> pinned() throws IOException {
    return store.pinned();
  }

  @Override
  public Directory openStaged(String attemptDirectory) throws IOException {
    return store.openStaged(attemptDirectory);
  }

  @Override
  public InputStream openStagedFile(String attemptDirectory, String name) throws IOException {
    return store.openStagedFile(attemptDirectory, name);
  }

  @Override
  public void publishRecords(String directory, String name) throws IOException {
    store.publishRecords(directory, name);
  }

  @Override
  public void retainRecords(Set<String> names) {
    store.retainRecords(names);
  }

  @Override
  public void writeRecord(String name, byte[] content) throws IOException {
    store.writeRecord(name, content);
  }

  @Override
  public Optional<byte[]> readRecord(String name) throws IOException {
    return store.readRecord(name);
  }

  @Override
  public void writeMeta(byte[] content) throws IOException {
    store.writeMeta(content);
  }

  @Override
  public void removeWork() {
    store.removeWork();
  }

  @Override
  public void keepStaged(byte[] note) throws IOException {
    store.keepStaged(note);
  }

  @Override
  public void removeOtherStaged() {
    store.removeOtherStaged();
  }

  @Override
  public Adopted adopted() {
    return store.adopted();
  }
}
