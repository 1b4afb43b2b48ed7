/**
 * Files on Google Cloud Storage, and on servers that speak its JSON protocol, as {@link
 * io.github.shardmill.remote.RemoteStore}: {@code gs://bucket/key}.
 *
 * <h2>How it is set up</h2>
 *
 * <p>By Google's application default credentials: the file that {@code
 * GOOGLE_APPLICATION_CREDENTIALS} names, the login of {@code gcloud}, the machine's own account. A
 * machine that has none asks without, as is enough for public buckets. Another server than Google's
 * is named by {@code --gcsServer} ({@link io.github.shardmill.remote.gcs.GcsServerOptions}). Beam's
 * own options of this storage are in a module with a hundred libraries, and not used.
 *
 * <h2>What this storage has and has not</h2>
 *
 * <ul>
 *   <li>A file becomes visible by one request, whole, with its checksum (CRC-32C) compared by the
 *       server. Larger ones are sent in parts, of which nobody sees any before the last has come;
 *       what was cut off goes on where the server has it, and costs nothing if nobody goes on.
 *   <li>Whatever is written gets a generation of its own. A file that must not be there is written
 *       on the condition that there is none ({@code ifGenerationMatch=0}); another server that
 *       ignores this is found out before the first such file, and refused.
 *   <li>Each file carries a token of the call that wrote it. So when an answer got lost, and the
 *       second try says that there is a file already, it can be told whose it is.
 *   <li>Reading that broke off goes on with the same generation only.
 *   <li>There are no directories: one is there while a file is below it, or the empty object with
 *       which other tools mark one.
 *   <li>Nothing is moved in one step.
 * </ul>
 *
 * <p>Nothing here knows how a path is resolved or what a file is for.
 */
package io.github.shardmill.remote.gcs;
