/**
 * Lists sources into file batches. Knows file systems and filters; opens no file.
 *
 * <p>Entry point: {@code DiscoverFiles}. A listing has a defined order, needs memory for one
 * directory at a time, follows no link out of its root, and accounts for every entry that it meets.
 */
package io.github.shardmill.file.discover;
