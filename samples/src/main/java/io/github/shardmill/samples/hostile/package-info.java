/**
 * Makes files that are built to harm whoever reads them: bombs, damage, disguises, nesting, names
 * that leave their archive, references to other files and machines, locks, broken encodings.
 *
 * <p>The entry is {@link io.github.shardmill.samples.hostile.HostileCorpus}; one class per family
 * of attacks adds its files to {@link io.github.shardmill.samples.hostile.HostileFiles}. Everything
 * is made here from nothing or from the sample corpus, and depends on the seed only. How each file
 * has to end when it is indexed is told by the table beside the tests.
 */
package io.github.shardmill.samples.hostile;
