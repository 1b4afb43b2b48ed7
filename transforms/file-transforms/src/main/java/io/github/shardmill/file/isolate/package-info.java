/**
 * Child processes that do one thing after another and may die of it.
 *
 * <p>Entry points: {@code Child} in the parent, {@code ChildServer} in the child. A request is a
 * header and a stream of bytes, its answer some notes and one result; both travel over the child's
 * standard input and output, in frames whose lengths stand in front. What is asked and answered is
 * nobody's business here: bytes.
 *
 * <p>A child has a heap of its own, a time for each request and a directory for temporary files,
 * which goes with it, or with the next run where parent and child are killed together. One that
 * exits, is killed, takes too long or writes nonsense is a {@link
 * io.github.shardmill.file.isolate.ChildFailure}, which says why. It ends when its standard input
 * does, and within seconds when its parent is no more, whatever it is doing then.
 *
 * <p>A {@code Child} belongs to one thread, except that any thread may kill it. Knows no Tika, no
 * Beam and no files to index.
 */
package io.github.shardmill.file.isolate;
