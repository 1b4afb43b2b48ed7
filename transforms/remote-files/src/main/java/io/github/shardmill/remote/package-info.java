/**
 * Files on other machines as {@link java.nio.file.Path}: whoever reads and writes files need not
 * know where they are, and says with the JDK's own words what must hold.
 *
 * <p>{@link io.github.shardmill.remote.Locations} turns what a person wrote into a path. A {@link
 * io.github.shardmill.remote.RemoteStore} is what a scheme (S3, HDFS) has to offer for that; each
 * lives in a module of its own, with its vendor's client, and is found as a service. Stores are
 * opened when they are first needed, with the {@link io.github.shardmill.remote.RemoteOptions
 * options} of the pipeline, and stay open as long as the process.
 *
 * <h2>What differs from a local disk</h2>
 *
 * <ul>
 *   <li>A file appears whole, when it is closed, or not at all; nobody sees half of one. Until then
 *       it is a local temporary file. A stream of which a write failed publishes nothing.
 *   <li>Since a stream cannot know that what was to be written was cut off, whoever copies a file
 *       from here to there uses {@link io.github.shardmill.remote.Transfer}. {@link
 *       java.nio.file.Files#copy} does so between remote files only: from a local one it publishes
 *       what it got when reading fails, and to replace a file it deletes the old one first.
 *   <li>{@code CREATE_NEW} is exclusive also between machines: of any number of writers one wins,
 *       the others get a {@link java.nio.file.FileAlreadyExistsException} when they close. A copy
 *       or a move without {@code REPLACE_EXISTING} is exclusive only as far as one looks
 *       beforehand.
 *   <li>A file is written as a whole. There is no append, no lock, no watching, no link, no owner,
 *       and nobody sets its times.
 *   <li>A file that is replaced while it is read may be read in parts of both. What belongs
 *       together gets a new name instead.
 *   <li>Where a store has no directories, making one does nothing, one is there while a file is
 *       below it, and an absent one is empty. Deleting its last file deletes it, so {@link
 *       java.nio.file.Files#deleteIfExists} is what deletes a directory everywhere, and {@link
 *       io.github.shardmill.remote.RemoteTree} a tree.
 *   <li>{@code ATOMIC_MOVE} replaces what is there, or is not supported.
 *   <li>A path that came out of a listing gives the listed attributes to the first who asks for
 *       them; who asks again, or another path for the same file, asks the store. So walking a tree
 *       costs one request for each directory.
 *   <li>{@link java.nio.file.Files#exists} and its like say no where they could not find out.
 *       Whoever draws conclusions from an absent file asks for its attributes, and looks at the
 *       exception.
 *   <li>What may pass (a busy server, a lost connection) is tried again by the store with growing
 *       pauses before it becomes an exception.
 *   <li>Room is endless as far as anybody can tell.
 * </ul>
 *
 * <p>Everything is safe for use by several threads, except a stream of a directory.
 *
 * <p>Nothing here knows what an index or a document is.
 */
package io.github.shardmill.remote;
