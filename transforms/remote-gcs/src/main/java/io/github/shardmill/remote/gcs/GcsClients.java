package io.github.shardmill.remote.gcs;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v2.ApacheHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.StorageScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes clients, each with connections of its own. Stateless. */
final class GcsClients {
  private static final Logger LOG = LoggerFactory.getLogger(GcsClients.class);

  /** A merge reads many files at the same time, and each keeps a connection. */
  private static final int MOST_CONNECTIONS = 512;

  private static final int CONNECT_MILLIS = 20_000;
  private static final int READ_MILLIS = 60_000;

  /** Names the file of an account; what Google's own tools read, too. */
  private static final String CREDENTIALS = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final String SECURE = "https";

  private GcsClients() {}

  /**
   * Makes a client, whose transport is to be shut down.
   *
   * @param server a URL without a path; null for Google's own
   * @throws IOException if that is no URL, or credentials are there and cannot be read
   */
  static Storage client(String server) throws IOException {
    String root = root(server);
    // a token that is sent over an open line is a token lost
    return client(root, root.startsWith(SECURE + ":") ? credentials() : null, READ_MILLIS);
  }

  /**
   * Makes a client.
   *
   * @param root URL of the server with a slash at its end
   * @param credentials null for none
   * @param readMillis how long an answer may not go on
   */
  static Storage client(String root, GoogleCredentials credentials, int readMillis) {
    HttpRequestInitializer authorized =
        credentials == null ? request -> {} : new HttpCredentialsAdapter(credentials);
    return new Storage.Builder(
            transport(),
            GsonFactory.getDefaultInstance(),
            request -> {
              authorized.initialize(request);
              request.setConnectTimeout(CONNECT_MILLIS);
              request.setReadTimeout(readMillis);
              // an answer to an upload looks like one
              request.setFollowRedirects(false);
            })
        .setRootUrl(root)
        .setApplicationName("shardmill")
        .build();
  }

  private static HttpTransport transport() {
    return new ApacheHttpTransport(
        ApacheHttpTransport.newDefaultHttpClientBuilder()
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(MOST_CONNECTIONS)
            // a file that is stored compressed is read as it is stored
            .disableContentCompression()
            .addInterceptorLast(new EarlyClose())
            .build());
  }

  /** Returns the URL that all requests begin with. */
  static String root(String server) throws IOException {
    if (server == null) {
      return Storage.DEFAULT_ROOT_URL;
    }
    URI uri;
    try {
      uri = URI.create(server);
    } catch (IllegalArgumentException e) {
      throw new IOException("--gcsServer=" + server + ": not a URL: " + e.getMessage(), e);
    }
    String path = uri.getPath();
    boolean http = SECURE.equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http || uri.getHost() == null || !(path.isEmpty() || path.equals("/"))) {
      throw new IOException(
          "--gcsServer=" + server + ": write https://HOST or http://HOST:PORT, and nothing more");
    }
    return path.isEmpty() ? server + "/" : server;
  }

  /** Returns what this machine has; null if it has none. */
  private static GoogleCredentials credentials() throws IOException {
    try {
      return GoogleCredentials.getApplicationDefault()
          .createScoped(List.of(StorageScopes.DEVSTORAGE_READ_WRITE));
    } catch (IOException e) {
      if (System.getenv(CREDENTIALS) != null) {
        throw new IOException(CREDENTIALS + ": " + e.getMessage(), e);
      }
      LOG.warn(
          "This machine has no credentials for gs://, so only public buckets can be read: {}",
          e.getMessage());
      return null;
    }
  }
}
