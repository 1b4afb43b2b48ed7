/**
 * Lists sources into file batches. Knows file systems and filters; opens no file but lists of
 * files.
 *
 * <p>{@link io.github.shardmill.file.discover.Sources} turns what a person wrote into sources,
 * {@link io.github.shardmill.file.discover.DiscoverFiles} lists them in a pipeline, {@link
 * io.github.shardmill.file.discover.Census} counts them without one, and {@link
 * io.github.shardmill.file.discover.SourcePaths} finds a listed file again, whatever bytes its name
 * is made of.
 *
 * <p>A listing has a defined order, needs memory for one directory per level, follows no link out
 * of its root, can be gone on with from any place, and accounts for every entry that it meets: as a
 * file of a batch, as excluded, or as part of a directory that is reported as pruned or unreadable.
 * What concerns a part of a source is never an exception; a root that cannot be read always is.
 *
 * <p>Values are immutable and safe to share between threads; walks belong to one thread at a time.
 */
package io.github.shardmill.file.discover;
