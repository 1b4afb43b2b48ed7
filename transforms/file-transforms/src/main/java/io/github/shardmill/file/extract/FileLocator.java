package io.github.shardmill.file.extract;

import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.io.Serializable;
import java.nio.file.Path;

/** Finds the file that a listing names. */
@FunctionalInterface
public interface FileLocator extends Serializable {
  /** Returns where the file is on this machine; opens nothing. */
  Path locate(Source source, RelativePath path);
}
