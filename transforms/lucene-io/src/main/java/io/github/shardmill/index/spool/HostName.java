package io.github.shardmill.index.spool;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for messages. */
final class HostName {
  private static final String OWN = find();

  private HostName() {}

  /** Returns the name; characters that a file name should not have are replaced. */
  static String own() {
    return OWN;
  }

  private static String find() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
    } catch (UnknownHostException e) {
      return "unnamed";
    }
  }
}
