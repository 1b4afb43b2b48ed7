package io.github.shardmill.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** The directory of an index whose files are copied when a merge begins its fifth file. */
final class CopiedInAMerge extends FilterDirectory {
  private static final int FILE = 5;

  private final Path index;
  private final Path target;
  private int files;

  CopiedInAMerge(Directory in, Path index, Path target) {
    super(in);
    this.index = index;
    this.target = target;
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    if (context.context == IOContext.Context.MERGE && ++files == FILE) {
      Files.createDirectories(target);
      try (Stream<Path> all = Files.list(index)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return in.createOutput(name, context);
  }

  @Override
  public void copyFrom(Directory from, String source, String name, IOContext context)
      throws IOException {
    in.copyFrom(from, source, name, context);
  }
}
