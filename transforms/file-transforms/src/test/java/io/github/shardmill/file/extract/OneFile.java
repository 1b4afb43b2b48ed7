package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Extracts a single file as a run does, by a lane of its own. */
final class OneFile {
  private OneFile() {}

  /** Returns what a lane makes of bytes, which are written to a file of this name first. */
  static ExtractedFile extract(ExtractorConfig config, Path root, String name, byte[] bytes)
      throws Exception {
    Path file = Files.write(root.resolve(name), bytes);
    long modified = Files.getLastModifiedTime(file).toMillis();
    FileEntry entry = new FileEntry(RelativePath.of(name), bytes.length, modified);
    FileBatch batch = new FileBatch(new Source("s", root.toUri().toString()), List.of(entry));
    List<ExtractedFile> results = Collections.synchronizedList(new ArrayList<>());
    try (ExtractionLane lane = new ExtractionLane(config)) {
      lane.extract(batch, (source, path) -> root.resolve(path.text()), results::add);
    }
    return results.get(0);
  }
}
