package io.github.shardmill.remote;

import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** What is behind a remote file system: room without end, since a store tells of no other. */
final class EndlessFileStore extends FileStore {
  private final RemoteFileSystems.Root root;

  EndlessFileStore(RemoteFileSystems.Root root) {
    this.root = root;
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public String type() {
    return root.scheme();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() {
    return Long.MAX_VALUE;
  }

  @Override
  public long getUsableSpace() {
    return Long.MAX_VALUE;
  }

  @Override
  public long getUnallocatedSpace() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return type == BasicFileAttributeView.class;
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return name.equals(RemoteAttributes.VIEW);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    return null;
  }

  @Override
  public Object getAttribute(String attribute) {
    throw new UnsupportedOperationException(root + " has no attribute " + attribute);
  }
}
