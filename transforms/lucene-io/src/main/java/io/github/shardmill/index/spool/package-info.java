/**
 * Writes sorted regions of mutations and merges them. No Beam, no Tika.
 *
 * <p>A region is complete and sorted, or it does not exist: its handle is known only after its
 * bytes were written, and every block carries a checksum.
 */
package io.github.shardmill.index.spool;
