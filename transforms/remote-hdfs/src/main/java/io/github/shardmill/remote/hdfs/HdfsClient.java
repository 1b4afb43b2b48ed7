package io.github.shardmill.remote.hdfs;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.ReflectionUtils;

/** Finds the configuration of a name node, and makes a client of Hadoop for it. Stateless. */
final class HdfsClient {
  private static final String NAME_SERVICES = "dfs.nameservices";

  /** One checksum of a whole file, which does not depend on how it is cut into blocks. */
  private static final String CHECKSUM_MODE = "dfs.checksum.combine.mode";

  private static final String WHOLE_FILE = "COMPOSITE_CRC";

  /** What is better than Hadoop's own defaults; what a person has set up stands. */
  private static final Map<String, Integer> BETTER_DEFAULTS =
      Map.of(
          // a host that does not answer: 45 times 20 seconds
          "ipc.client.connect.max.retries.on.timeouts", 1,
          // a file is closed before its data node has reported it: a pause of 400 ms, which
          // doubles;
          // a busy machine needs one for half of the files
          "dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 20,
          // 5 of those pauses; 20 seconds in all, as against 12
          "dfs.client.block.write.locateFollowingBlock.retries", 10);

  private HdfsClient() {}

  /**
   * Makes a client of its own: neither shared with others in this process, who might close it, nor
   * closed by a shutdown hook, while a run that is being stopped still writes.
   *
   * @param authority host and port, the name of a group of name nodes, or nothing for the default
   * @param given the configurations of the options; may be null
   * @throws IOException if it is not known which name node is meant, with what to do about it
   */
  static DistributedFileSystem open(String authority, List<Configuration> given)
      throws IOException {
    Configuration conf = new Configuration(choose(authority, given));
    BETTER_DEFAULTS.forEach((property, value) -> setUnlessSetUp(conf, property, value));
    conf.set(CHECKSUM_MODE, WHOLE_FILE);
    try {
      URI uri = uri(authority, conf);
      FileSystem client = ReflectionUtils.newInstance(type(conf), conf);
      client.initialize(uri, conf);
      return (DistributedFileSystem) client;
    } catch (IllegalArgumentException e) {
      // what Hadoop throws for a host that no one knows
      throw new IOException(
          "hdfs://"
              + authority
              + " cannot be opened ("
              + e.getMessage()
              + "); check the name, or say in --hdfsConfiguration or HADOOP_CONF_DIR which name"
              + " nodes "
              + NAME_SERVICES
              + " of that name has",
          e);
    }
  }

  /**
   * Returns configurations as values that can be compared.
   *
   * @param given may be null
   */
  static List<Map<String, String>> properties(List<Configuration> given) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Configuration conf : given == null ? List.<Configuration>of() : given) {
      Map<String, String> properties = new HashMap<>();
      conf.forEach(property -> properties.put(property.getKey(), property.getValue()));
      all.add(properties);
    }
    return all;
  }

  private static Class<? extends FileSystem> type(Configuration conf) throws IOException {
    Class<? extends FileSystem> type = FileSystem.getFileSystemClass(HdfsStoreFactory.SCHEME, conf);
    if (!DistributedFileSystem.class.isAssignableFrom(type)) {
      throw new IOException(
          "fs.hdfs.impl is " + type.getName() + " and must be HDFS's own client; remove it");
    }
    return type;
  }

  /** The first that knows the name node, or else the first. */
  private static Configuration choose(String authority, List<Configuration> given) {
    if (given == null || given.isEmpty()) {
      return new Configuration();
    }
    return given.stream().filter(conf -> knows(conf, authority)).findFirst().orElse(given.get(0));
  }

  private static boolean knows(Configuration conf, String authority) {
    URI defaultUri = FileSystem.getDefaultUri(conf);
    boolean isHdfs = HdfsStoreFactory.SCHEME.equals(defaultUri.getScheme());
    if (authority.isEmpty()) {
      return isHdfs;
    }
    Collection<String> groups = conf.getTrimmedStringCollection(NAME_SERVICES);
    return groups.contains(authority) || (isHdfs && authority.equals(defaultUri.getAuthority()));
  }

  private static URI uri(String authority, Configuration conf) throws IOException {
    if (!authority.isEmpty()) {
      return URI.create(HdfsStoreFactory.SCHEME + "://" + authority);
    }
    URI defaultUri = FileSystem.getDefaultUri(conf);
    if (!HdfsStoreFactory.SCHEME.equals(defaultUri.getScheme())) {
      throw new IOException(
          "hdfs:/// is the name node of fs.defaultFS, which is "
              + defaultUri
              + "; give --hdfsConfiguration='[{\"fs.defaultFS\": \"hdfs://HOST:PORT\"}]', set"
              + " HADOOP_CONF_DIR, or write hdfs://HOST:PORT/...");
    }
    return defaultUri;
  }

  /** A value from Hadoop's own files of defaults is nobody's wish. */
  private static void setUnlessSetUp(Configuration conf, String property, int value) {
    String[] sources = conf.getPropertySources(property);
    boolean byDefault =
        sources != null && Arrays.stream(sources).allMatch(from -> from.endsWith("-default.xml"));
    if (conf.get(property) == null || byDefault) {
      conf.setInt(property, value);
    }
  }
}
