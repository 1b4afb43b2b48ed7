package io.github.shardmill.file.change;

import io.github.shardmill.file.ExtractorVersion;
import io.github.shardmill.file.FileEntry;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * Judges listed files against what is known of them. Pure and immutable.
 *
 * <p>Size and time of modification decide, as long as they can be trusted. They cannot where the
 * file system last touched the file, by its own clock, later than {@value #MARGIN_MILLIS} ms before
 * its source was listed for the known result: it may have been written to after it was read, within
 * the resolution of its time, or with its time set back. Such a file is {@link Change#DOUBTFUL}.
 * What its time of modification says is no reason for doubt: anybody can set it, to next year too.
 *
 * @param extractor what would extract a file now
 * @param listedMillis when each source was listed for the known results, milliseconds since 1970
 *     UTC; files of sources that are missing here are never trusted
 * @param checksum whether no file is trusted
 * @param retry whether failures that may not last are tried again
 * @param nowMillis when this run began, milliseconds since 1970 UTC
 */
public record ChangeRules(
    ExtractorVersion extractor,
    Map<String, Long> listedMillis,
    boolean checksum,
    boolean retry,
    long nowMillis)
    implements Serializable {
  /** How far the clocks of file system and machine, and the resolution of times, may be apart. */
  public static final long MARGIN_MILLIS = 2_000;

  /** Copies the map. */
  public ChangeRules {
    listedMillis = Map.copyOf(listedMillis);
  }

  /**
   * Says when the file system last touched a file: its content, its attributes or its name.
   *
   * <p>Asked only for files that look unchanged.
   */
  @FunctionalInterface
  public interface TouchTimes {
    /** Returns milliseconds since 1970 UTC; {@link Long#MAX_VALUE} where it cannot be told. */
    long touchedMillis(FileEntry file);
  }

  /**
   * Judges a file.
   *
   * @param source name of its source
   * @param listed the file as listed now
   * @param known what is known of it
   */
  public Change judge(
      String source, FileEntry listed, Optional<KnownFile> known, TouchTimes touchTimes) {
    if (known.isEmpty()) {
      return Change.ADDED;
    }
    KnownFile file = known.get();
    if (listed.size() != file.size() || listed.modifiedMillis() != file.modifiedMillis()) {
      return Change.MODIFIED;
    }
    if (isDueAgain(file)) {
      return Change.RETRY;
    }
    if (!extractor.stillGives(file.outcome(), file.extractor(), file.characters())) {
      return Change.OUTDATED;
    }
    return isTrusted(source, listed, touchTimes) ? Change.UNCHANGED : Change.DOUBTFUL;
  }

  /** Returns whether text of a known file is what extraction would give now for the same bytes. */
  public boolean isReusable(KnownFile file) {
    return file.outcome().isIndexed()
        && extractor.stillGives(file.outcome(), file.extractor(), file.characters());
  }

  private boolean isDueAgain(KnownFile file) {
    return retry
        && file.outcome().isRetryable()
        && nowMillis >= file.attemptedMillis() + RetryDelay.afterMillis(file.attempts());
  }

  private boolean isTrusted(String source, FileEntry listed, TouchTimes touchTimes) {
    Long before = listedMillis.get(source);
    if (checksum || before == null) {
      return false;
    }
    return touchTimes.touchedMillis(listed) < before - MARGIN_MILLIS;
  }
}
