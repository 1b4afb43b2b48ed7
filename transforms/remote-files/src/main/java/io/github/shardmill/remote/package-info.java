/**
 * Files on other machines as {@link java.nio.file.Path}: whoever reads and writes files need not
 * know where they are, and says with the JDK's own words what must hold.
 *
 * <p>{@link io.github.shardmill.remote.Locations} turns what a person wrote into a path. A {@link
 * io.github.shardmill.remote.RemoteStore} is what a scheme (S3, HDFS) has to offer for that; each
 * lives in a module of its own, with its vendor's client, and is found as a service.
 *
 * <h2>What differs from a local disk</h2>
 *
 * <ul>
 *   <li>A file appears whole, when it is closed, or not at all; nobody sees half of one. A stream
 *       of which a write failed publishes nothing. Since a stream cannot know that what was to be
 *       written was cut off, whoever copies a file uses {@link
 *       io.github.shardmill.remote.Transfer}.
 *   <li>{@code CREATE_NEW} is exclusive also between machines: of any number of writers one wins,
 *       the others get a {@link java.nio.file.FileAlreadyExistsException} when they close.
 *   <li>Where a store has no directories, making one does nothing, and one is there while a file is
 *       below it.
 *   <li>There is no append, no lock, no watching, no link.
 *   <li>What may pass (a busy server, a lost connection) is tried again with growing pauses before
 *       it becomes an exception.
 * </ul>
 *
 * <p>Nothing here knows what an index or a document is.
 */
package io.github.shardmill.remote;
