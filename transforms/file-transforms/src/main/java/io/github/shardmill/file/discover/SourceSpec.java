package io.github.shardmill.file.discover;

import io.github.shardmill.file.Source;
import java.io.Serializable;
import java.util.Objects;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A source and which of its files are meant. Made by {@link Sources}.
 *
 * @param source name and root
 * @param kind how the files are told
 * @param detail what the kind needs; empty for {@link Kind#TREE}
 */
@DefaultCoder(SourceSpecCoder.class)
public record SourceSpec(Source source, Kind kind, String detail) implements Serializable {
  /** How the files of a source are told. */
  public enum Kind {
    /** All files below the root. */
    TREE,
    /**
     * The files below the root whose path matches a glob, which is the detail. Others are no part
     * of the source and are not counted; directories that no match can be in are not walked.
     */
    GLOB,
    /**
     * One file, whose URI is the detail; the root is its directory. It is taken even if its name is
     * hidden or it is a link out of the root, because somebody named it.
     */
    FILE,
    /**
     * The files named by a list, whose URI is the detail: paths below the root or absolute, one per
     * line or each ended by a NUL byte. In the order of the list; a file named twice is found
     * twice. Files whose name is hidden are taken. Paths that are missing, outside the root or
     * directories are counted as excluded.
     */
    LIST
  }

  /** Checks that nothing is missing. */
  public SourceSpec {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }

  /** Returns the source of all files below a root. */
  public static SourceSpec tree(Source source) {
    return new SourceSpec(source, Kind.TREE, "");
  }
}
