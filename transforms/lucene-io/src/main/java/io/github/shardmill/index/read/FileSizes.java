package io.github.shardmill.index.read;

import io.github.shardmill.index.read.IndexInspection.Bytes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/** Adds up the sizes of the files of a commit by what they hold. For one use. */
final class FileSizes {
  private final Directory directory;
  private final Map<Content, Long> sizes = new EnumMap<>(Content.class);

  private enum Content {
    STORED,
    TERMS,
    POSITIONS,
    DOC_VALUES,
    POINTS,
    NORMS,
    OTHER;

    /** Tells by the extensions of Lucene's formats. */
    static Content of(String file) {
      String extension = IndexFileNames.getExtension(file);
      return switch (extension == null ? "" : extension) {
        case "fdt", "fdx", "fdm" -> STORED;
        case "tim", "tip", "tmd", "doc", "psm" -> TERMS;
        case "pos", "pay" -> POSITIONS;
        case "dvd", "dvm", "dvs" -> DOC_VALUES;
        case "kdd", "kdi", "kdm" -> POINTS;
        case "nvd", "nvm" -> NORMS;
        default -> OTHER;
      };
    }
  }

  FileSizes(Directory directory) {
    this.directory = directory;
  }

  Bytes of(SegmentInfos commit, String segmentsFile) throws IOException {
    add(Content.OTHER, directory.fileLength(segmentsFile));
    for (SegmentCommitInfo segment : commit) {
      for (String file : segment.files()) {
        if (!segment.info.getUseCompoundFile() || !file.endsWith(".cfs")) {
          add(Content.of(file), directory.fileLength(file));
        }
      }
      if (segment.info.getUseCompoundFile()) {
        addCompound(segment);
      }
    }
    return new Bytes(
        sizes.values().stream().mapToLong(Long::longValue).sum(),
        size(Content.STORED),
        size(Content.TERMS),
        size(Content.POSITIONS),
        size(Content.DOC_VALUES),
        size(Content.POINTS),
        size(Content.NORMS),
        size(Content.OTHER));
  }

  /** Looks into a compound file; what is not one of its parts is its header and padding. */
  private void addCompound(SegmentCommitInfo segment) throws IOException {
    String packed = IndexFileNames.segmentFileName(segment.info.name, "", "cfs");
    long rest = directory.fileLength(packed);
    try (Directory parts =
        segment
            .info
            .getCodec()
            .compoundFormat()
            .getCompoundReader(directory, segment.info, IOContext.DEFAULT)) {
      for (String part : parts.listAll()) {
        add(Content.of(part), parts.fileLength(part));
        rest -= parts.fileLength(part);
      }
    }
    add(Content.OTHER, rest);
  }

  private void add(Content content, long bytes) {
    sizes.merge(content, bytes, Long::sum);
  }

  private long size(Content content) {
    return sizes.getOrDefault(content, 0L);
  }
}
