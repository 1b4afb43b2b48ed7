package io.github.shardmill.pipeline;

/**
 * What a run came to. The counts of files are disjoint: {@code discovered = indexed + unchanged +
 * duplicates + excluded + failed}.
 *
 * @param runId the name of the run
 * @param verdict how it ended
 * @param reason one line that says why, for verdicts other than COMMITTED; otherwise empty
 * @param files where every file went
 * @param changes what the run did to an index that was there
 * @param unreadableDirectories directories that could not be listed, whose files are not counted
 * @param documents documents written
 * @param bytes bytes of files read
 * @param seconds wall time from start to verdict
 * @param linkedFiles files of the index adopted by hard link
 * @param copiedFiles files of the index adopted by copying
 */
public record RunSummary(
    String runId,
    Verdict verdict,
    String reason,
    FileCounts files,
    Changes changes,
    long unreadableDirectories,
    long documents,
    long bytes,
    double seconds,
    long linkedFiles,
    long copiedFiles) {

  /** How a run ended. */
  public enum Verdict {
    /** The index holds the result. */
    COMMITTED,
    /** Nothing had changed since the last commit, which stands. */
    UNCHANGED,
    /** A check refused the result; the index is as before. */
    REFUSED,
    /** Another writer changed the index meanwhile; the index is as that writer left it. */
    CONFLICT,
    /** The commit began and its end is not known; nothing was cleaned up. */
    UNKNOWN,
    /** The run was asked to stop; the index is as before. */
    CANCELLED,
    /** The run goes on without the process that started it. */
    SUBMITTED
  }

  /**
   * Where every file went.
   *
   * @param discovered all files found
   * @param indexed outcome OK or TRUNCATED
   * @param unchanged taken from the previous commit
   * @param duplicates left out because another file has the same bytes
   * @param excluded left out by a filter
   * @param excludedByHash of these, the ones whose digest is on the list of known files
   * @param failed any other outcome
   */
  public record FileCounts(
      long discovered,
      long indexed,
      long unchanged,
      long duplicates,
      long excluded,
      long excludedByHash,
      long failed) {}

  /**
   * What a run did to an index that was there. All zero for a run that found none.
   *
   * @param reused of the indexed files, those whose text came from the index
   * @param removed documents of files that are gone; an attachment or an entry of an archive goes
   *     with its file and is not counted
   * @param kept likewise of files that were not found, but may be there: their directory could not
   *     be listed
   * @param postponed files that are new or changed, and that a run which only tries exceptions
   *     again left to the next update
   */
  public record Changes(long reused, long removed, long kept, long postponed) {
    /** Nothing. */
    public static final Changes NONE = new Changes(0, 0, 0, 0);
  }
}
