/**
 * Where an index and its runs live: layout, lock and lease, staging, publishing, cleaning up; in
 * directories of this machine or of another.
 *
 * <p>A staged attempt is invisible until it is published. Deletes are best effort. Nothing here
 * knows what a document is.
 */
package io.github.shardmill.index.store;
