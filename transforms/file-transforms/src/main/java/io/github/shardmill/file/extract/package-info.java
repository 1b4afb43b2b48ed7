/**
 * The Tika boundary: bytes in; digests, text, metadata and outcome out, under limits. The only
 * package that knows Tika.
 *
 * <p>Never hangs past its limit, never throws for a bad file, and never returns partial text unless
 * the outcome says so.
 */
package io.github.shardmill.file.extract;
