/**
 * What a Markdown note says about itself: title, tags, aliases, links and properties.
 *
 * <p>Entry point: {@code NoteReader}, a function from text to a {@code Note}. It follows what the
 * programs do that people keep notes with, where CommonMark says nothing or something else.
 *
 * <p>Never throws, whatever the text is: what cannot be understood is text and nothing more. Time
 * is linear in the length of the text, results are bounded by the constants of {@code NoteReader}.
 * Safe for use by many threads.
 *
 * <p>Knows no file, no Tika, no Beam and no Lucene. Which text is a note is not decided here.
 */
package io.github.shardmill.file.note;
