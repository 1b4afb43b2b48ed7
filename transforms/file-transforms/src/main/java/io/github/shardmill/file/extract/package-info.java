/**
 * The Tika boundary: bytes in; digests, text, metadata and outcome out, under limits. The only
 * package that knows Tika.
 *
 * <p>Entry points: {@code ExtractionLane} extracts a batch of files under a limit of time for each,
 * {@code FileExtractor} one file without such a limit. Both belong to one thread; what they share
 * within a process, the catalog of parsers, is immutable.
 *
 * <p>Never hangs past its limit, never throws for a bad file, and never returns partial text unless
 * the outcome says so. It throws where the environment fails: no room for temporary files, too many
 * abandoned threads. Every file is opened and read once, and digested outside the parsers. The same
 * bytes under the same name give equal results on every machine.
 *
 * <p>Documents that could harm this process are parsed in a child process, as {@code Isolation}
 * says, which runs the same classes ({@code ParsingProgram}); the result is the same. Reading and
 * digesting stay in this process.
 *
 * <p>Nothing here starts another program than this one, reads another file than the one it was
 * given, or uses the network. Knows no Lucene and no Beam; what a run does with a result is not
 * decided here.
 */
package io.github.shardmill.file.extract;
