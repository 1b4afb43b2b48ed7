package io.github.shardmill.index.spool;

import java.io.IOException;

/** A region is not what was written: cut off or altered. The step that wrote it must run again. */
public final class SpoolDamagedException extends IOException {
  private static final long serialVersionUID = 1L;

  SpoolDamagedException(Region region) {
    super("spool file " + region.file() + " is damaged in region " + region);
  }
}
