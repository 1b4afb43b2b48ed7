package io.github.shardmill.index.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.misc.store.HardlinkCopyDirectoryWrapper;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index directory during a commit: adopts files by hard link where it can and counts how they
 * came, because the wrapper that links falls back to copying in silence. Not thread-safe.
 */
final class AdoptingDirectory extends FilterDirectory {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final Path path;
  private long linkedFiles;
  private long copiedFiles;

  AdoptingDirectory(Path path) throws IOException {
    super(new HardlinkCopyDirectoryWrapper(FSDirectory.open(path)));
    this.path = path;
  }

  @Override
  public void copyFrom(Directory from, String source, String target, IOContext context)
      throws IOException {
    in.copyFrom(from, source, target, context);
    if (linkCount(path.resolve(target)) > 1) {
      linkedFiles++;
    } else {
      copiedFiles++;
    }
  }

  @Override
  public void sync(Collection<String> names) throws IOException {
    POINTS.trace("commit.before-sync");
    in.sync(names);
    POINTS.trace("commit.synced");
  }

  @Override
  public void rename(String source, String target) throws IOException {
    POINTS.trace("commit.before-rename");
    in.rename(source, target);
    POINTS.trace("commit.renamed");
  }

  IndexStore.Adopted adopted() {
    return new IndexStore.Adopted(linkedFiles, copiedFiles);
  }

  private static int linkCount(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:nlink");
  }
}
