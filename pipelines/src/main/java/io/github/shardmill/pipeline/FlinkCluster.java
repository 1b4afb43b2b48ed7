package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster that a person named, before anything is given to it. Immutable. */
final class FlinkCluster {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkCluster.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEFAULT_PORT = 8081;
  private static final int PATIENCE_MILLIS = 10_000;

  private final String master;
  private final URI address;

  /**
   * Takes {@code host:port}, or the address of Flink's page.
   *
   * @throws IllegalArgumentException if it is neither
   */
  FlinkCluster(String master) {
    URI written = URI.create(master.contains("://") ? master : "http://" + master);
    if (written.getHost() == null) {
      throw new IllegalArgumentException(
          "--flinkMaster=" + master + " is neither [local] nor HOST:PORT");
    }
    int port = written.getPort() < 0 ? DEFAULT_PORT : written.getPort();
    this.master = master;
    this.address = URI.create(written.getScheme() + "://" + written.getHost() + ":" + port);
  }

  /**
   * Finds out whether anything answers there, and speaks our version: the runner would go on asking
   * for minutes, and a cluster of another version fails with what nobody understands.
   *
   * @throws BuildRefusedException if not
   */
  void requireUsable() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw refused("no Flink answers at --flinkMaster=" + master + ": " + Failures.line(e), e);
    }
    String theirs = version();
    String ours = EnvironmentInformation.getVersion();
    if (!theirs.isEmpty() && !minor(theirs).equals(minor(ours))) {
      throw refused(
          "the Flink at --flinkMaster=" + master + " is " + theirs + ", and this speaks to " + ours,
          null);
    }
  }

  /**
   * Returns the cluster's version; empty where it does not tell, as behind a door that asks who.
   */
  private String version() {
    HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofMillis(PATIENCE_MILLIS)).build();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/config"))
            .timeout(Duration.ofMillis(PATIENCE_MILLIS))
            .build();
    try {
      byte[] answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
      return JSON.readTree(answer).path("flink-version").asText();
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} does not tell its version", address, e);
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Returns the first two numbers of a version: clients and clusters of one minor fit together. */
  private static String minor(String version) {
    String[] numbers = version.split("\\.");
    return numbers.length < 2 ? version : numbers[0] + "." + numbers[1];
  }

  private static BuildRefusedException refused(String message, Throwable cause) {
    return new BuildRefusedException(Reason.ENVIRONMENT, message, cause);
  }
}
