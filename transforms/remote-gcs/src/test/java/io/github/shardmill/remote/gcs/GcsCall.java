package io.github.shardmill.remote.gcs;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that has come as a whole.
 *
 * @param path as it came, escaped
 * @param query by name, not escaped
 * @param headers by name in lower case
 */
public record GcsCall(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  private static final int MULTIPLE = 64;

  /** Takes a query apart. */
  static Map<String, String> query(String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }
    return query;
  }

  private static String decoded(String escaped) {
    return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
  }

  /** Returns the same request without a parameter and a header. */
  GcsCall without(String name) {
    Map<String, String> fewer = new TreeMap<>(query);
    fewer.remove(name);
    Map<String, String> fewerHeaders = new HashMap<>(headers);
    fewerHeaders.remove(name.toLowerCase(Locale.ROOT));
    return new GcsCall(method, path, fewer, fewerHeaders, body);
  }

  /** Returns the same request with another body. */
  GcsCall with(byte[] other) {
    return new GcsCall(method, path, query, headers, other);
  }

  /** Returns method, path and query, for patterns. */
  String line() {
    StringBuilder line = new StringBuilder(MULTIPLE).append(method).append(' ').append(path);
    query.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.toString();
  }

  /** An answer; of its body so many bytes are sent before the connection is lost. */
  public record Answer(int status, Map<String, String> headers, byte[] body, int sent) {
    static Answer of(int status, Map<String, String> headers, byte[] body) {
      return new Answer(status, headers, body, body.length);
    }

    static Answer json(int status, GenericJson body) {
      try {
        return of(
            status,
            Map.of("Content-Type", "application/json; charset=UTF-8"),
            GsonFactory.getDefaultInstance().toByteArray(body));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    static Answer error(int status, String message) {
      GoogleJsonError error = new GoogleJsonError();
      error.setCode(status);
      error.setMessage(message);
      return json(status, new GenericJson().set("error", error));
    }
  }
}
