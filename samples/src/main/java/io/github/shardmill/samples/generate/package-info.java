/**
 * Makes files to index: the committed sample corpus, and corpora of any size from a seed.
 *
 * <p>The entry is {@link io.github.shardmill.samples.generate.CorpusGenerator}; one class per file
 * format renders an {@link io.github.shardmill.samples.generate.Article} to bytes. Formats are
 * written by hand wherever a page of code does it: what is generated then depends on the seed only,
 * not on clocks, random identifiers, time zones, fonts, or versions of compression libraries.
 *
 * <p>Renderers are stateless functions and safe to call from any thread.
 */
package io.github.shardmill.samples.generate;
