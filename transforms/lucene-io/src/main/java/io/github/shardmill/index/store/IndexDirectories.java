package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;

/** Opens index directories, wherever they are. Stateless. */
public final class IndexDirectories {
  private IndexDirectories() {}

  /** Opens an index that is only read. The caller closes it. */
  public static Directory reading(Path index) throws IOException {
    return Locations.isRemote(index)
        ? RemoteDirectory.reading(index)
        : FSDirectory.open(index, NoLockFactory.INSTANCE);
  }

  /** Opens a directory for an index that nobody else writes to, and makes it. */
  public static Directory writing(Path index) throws IOException {
    Files.createDirectories(index);
    return Locations.isRemote(index)
        ? RemoteDirectory.writing(index, RemoteDirectory.Fence.NONE)
        : FSDirectory.open(index);
  }
}
