package io.github.shardmill.remote.hdfs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

/**
 * An HDFS in a process of its own: one name node and some data nodes, on free ports of this
 * machine. Reads commands from standard input, one a line, and answers each with one line on
 * standard output; ends, and leaves nothing behind, when the input ends. {@link HdfsServer} talks
 * to it.
 */
final class HdfsServerProcess {
  static final String DONE = "done";

  private static final int START_MILLIS = 60_000;

  private final MiniDFSCluster cluster;
  private final List<String> addresses;
  private final Map<Integer, DataNodeProperties> stopped = new HashMap<>();

  private HdfsServerProcess(String directory, int dataNodes) throws IOException {
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory);
    conf.setInt("dfs.replication", dataNodes);
    this.cluster = new MiniDFSCluster.Builder(conf).numDataNodes(dataNodes).build();
    cluster.waitActive();
    this.addresses = cluster.getDataNodes().stream().map(HdfsServerProcess::address).toList();
  }

  /**
   * Starts, prints the name node's port, and does what it is told.
   *
   * @param arguments an empty directory, and how many data nodes
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    HdfsServerProcess server = new HdfsServerProcess(arguments[0], Integer.parseInt(arguments[1]));
    answers.println(server.cluster.getNameNodePort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      answers.println(server.answer(command));
    }
    server.cluster.shutdown(true);
    System.exit(0);
  }

  private String answer(String command) {
    try {
      obey(command);
      return DONE;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return command + ": " + e;
    }
  }

  private void obey(String command) throws IOException {
    String[] words = command.split(" ", -1);
    switch (words[0]) {
      case "stop-name-node" -> cluster.shutdownNameNode(0);
      case "start-name-node" -> cluster.restartNameNode(0, true);
      case "stop-data-node" -> stopDataNode(Integer.parseInt(words[1]));
      case "start-data-node" -> startDataNode(Integer.parseInt(words[1]));
      case "safe-mode" -> safeMode(Boolean.parseBoolean(words[1]));
      default -> throw new IllegalArgumentException("unknown command");
    }
  }

  private void stopDataNode(int node) {
    stopped.put(node, cluster.stopDataNode(addresses.get(node)));
  }

  private void startDataNode(int node) throws IOException {
    cluster.restartDataNode(stopped.remove(node), true);
    try {
      DataNode last = cluster.getDataNodes().get(cluster.getDataNodes().size() - 1);
      cluster.waitDatanodeConnectedToActive(last, START_MILLIS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static String address(DataNode node) {
    return node.getDatanodeId().getXferAddr();
  }

  private void safeMode(boolean on) throws IOException {
    DistributedFileSystem hdfs = cluster.getFileSystem();
    hdfs.setSafeMode(on ? SafeModeAction.SAFEMODE_ENTER : SafeModeAction.SAFEMODE_LEAVE);
  }
}
