/**
 * Files on Amazon S3, and on servers that speak its protocol, as {@link
 * io.github.shardmill.remote.RemoteStore}: {@code s3://bucket/key}.
 *
 * <h2>How it is set up</h2>
 *
 * <p>By the options of Beam's own S3 file system, with their names and meaning: {@code
 * --awsRegion}, {@code --awsCredentialsProvider}, {@code --endpoint}, {@code --proxyConfiguration},
 * {@code --httpClientConfiguration}, {@code --s3StorageClass}, {@code --SSEAlgorithm} and the other
 * ones of encryption, {@code --s3UploadBufferSizeBytes} (the size of a part, and of what is sent as
 * one), {@code --s3ClientFactoryClass} for everything else. What they leave open is found as
 * Amazon's tools do, in the environment and {@code ~/.aws}. A server at an {@code --endpoint}
 * outside of Amazon gets the bucket in the path, because a name of its own for each bucket is rare
 * there; a client factory of one's own decides that for itself.
 *
 * <h2>What S3 has and has not</h2>
 *
 * <ul>
 *   <li>A file becomes visible by one request, whole, with its checksum (CRC-32C) compared by the
 *       server. Larger ones are sent in parts that nobody sees before the last request.
 *   <li>A file that must not be there is written with {@code If-None-Match: *}. A server that
 *       ignores this is found out before the first such file, and refused.
 *   <li>Each file carries a token of the call that wrote it. So when an answer got lost, and the
 *       second try says that there is a file already, it can be told whose it is.
 *   <li>There are no directories: one is there while a file is below it, or the empty object with
 *       which other tools mark one.
 *   <li>Nothing is moved in one step.
 * </ul>
 *
 * <p>Nothing here knows how a path is resolved or what a file is for.
 */
package io.github.shardmill.remote.s3;
