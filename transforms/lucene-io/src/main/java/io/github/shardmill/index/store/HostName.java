package io.github.shardmill.index.store;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine or container. Stateless. */
public final class HostName {
  private static final String OWN = find();

  private HostName() {}

  /** Returns the name, for people. */
  public static String own() {
    return OWN;
  }

  /** Returns the name for the name of a file: in letters, digits, {@code _ . -}. */
  public static String inFileNames() {
    return OWN.replaceAll("[^A-Za-z0-9.-]", "_");
  }

  private static String find() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unnamed";
    }
  }
}
