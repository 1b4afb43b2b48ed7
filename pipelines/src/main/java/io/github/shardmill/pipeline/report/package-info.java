/**
 * The run report: turns the record of a run ({@code run.json}) into one self-contained HTML page.
 *
 * <p>The entry is {@link io.github.shardmill.pipeline.report.ReportPage}. Rendering is a pure
 * function of the record's text: the same record gives the same page, byte for byte, so a lost page
 * can be made again at any time. Nothing here reads or writes a file, and nothing here counts: a
 * figure that is not in the record is not on the page.
 *
 * <p>The record holds names chosen by whoever made the files, so every value is hostile: it reaches
 * the page only through {@link io.github.shardmill.pipeline.report.Html} or {@link
 * io.github.shardmill.pipeline.report.ScriptJson}, and the page's content security policy lets no
 * script run but its own. Fields that are missing or of another type leave a gap on the page and
 * never an error: records of failed runs and of older versions are rendered as far as they go.
 *
 * <p>All types are immutable or confined to one call; {@code render} may be called from any thread.
 */
package io.github.shardmill.pipeline.report;
