/**
 * HDFS as a {@link io.github.shardmill.remote.RemoteStore}, through Hadoop's shaded client.
 *
 * <h2>How a file comes to be there</h2>
 *
 * <p>It is written below a hidden name in the directory of its target ({@link
 * io.github.shardmill.remote.hdfs.HdfsKeys#UNFINISHED}), with blocks that are forced to the disks
 * of the data nodes when they are full; its length and its checksum, which the data nodes compute,
 * are compared with those of what was read; then it is renamed onto its target. The name node does
 * a rename under its lock and in one record of its edit log: the target is there whole, or as it
 * was.
 *
 * <p>Exclusive is the same with a rename that must not overwrite: the name node checks in the same
 * critical section that the source is there and that the target is not ({@code
 * FSDirRenameOp.unprotectedRenameTo}, called from {@code FSNamesystem.renameTo} with the write
 * lock). HDFS's other primitive, to create a file without overwriting, is exclusive too, but then
 * an empty file stands there until its writer is done, for ever if that dies.
 *
 * <p>An answer of the name node may get lost. Then the number of the file (its inode) tells what
 * happened: no two files of a name node ever have the same one, and a rename keeps it.
 *
 * <h2>How it is set up</h2>
 *
 * <p>As for Beam's own {@code hdfs://}: {@code --hdfsConfiguration=[{"fs.defaultFS":
 * "hdfs://host:8020"}]}, or the files in {@code HADOOP_CONF_DIR}; with neither, a {@code
 * core-site.xml} on the class path. The user is Hadoop's: of {@code HADOOP_USER_NAME}, of the
 * ticket in Kerberos' cache, or of the process.
 *
 * <p>Not here: what a location is ({@code remote}), and which file is written why.
 */
package io.github.shardmill.remote.hdfs;
