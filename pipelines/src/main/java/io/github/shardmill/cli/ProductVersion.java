package io.github.shardmill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that the build wrote into {@code version.properties}. */
final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Properties versions = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "shardmill " + versions.getProperty("shardmill"),
      String.format(
          Locale.ROOT,
          "Beam %s, Lucene %s, Tika %s",
          versions.getProperty("beam"),
          versions.getProperty("lucene"),
          versions.getProperty("tika")),
      String.format(
          Locale.ROOT,
          "Java %s (%s), %s",
          Runtime.version(),
          System.getProperty("java.vendor"),
          System.getProperty("os.name"))
    };
  }
}
