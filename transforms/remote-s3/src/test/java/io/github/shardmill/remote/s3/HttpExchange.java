package io.github.shardmill.remote.s3;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that came to a relay, and the place for its answer: as much of HTTP/1.1 as clients of
 * S3 speak. For one thread.
 */
public final class HttpExchange {
  private static final String CRLF = "\r\n";
  private static final String LENGTH = "content-length";

  private final InputStream in;
  private final OutputStream out;
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private boolean continued;

  private HttpExchange(InputStream in, OutputStream out, String requestLine) throws IOException {
    this.in = in;
    this.out = out;
    String[] words = requestLine.split(" ", 3);
    method = words[0];
    target = words[1];
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("a request without a length: " + requestLine);
    }
  }

  /** What is done with each request. */
  @FunctionalInterface
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  /** Lets a handler answer one request after the other, until the client ends or it fails. */
  static void serve(Socket socket, Handler handler) throws IOException {
    socket.setTcpNoDelay(true);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    while (true) {
      in.mark(1);
      if (in.read() < 0) {
        return;
      }
      in.reset();
      handler.handle(new HttpExchange(in, out, line(in)));
      out.flush();
    }
  }

  /** Returns the verb. */
  public String method() {
    return method;
  }

  /** Returns path and query as they came, or a whole URI where this is taken for a proxy. */
  public String target() {
    return target;
  }

  /** Returns the headers, by names whose case does not matter. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Returns the first value of a header, or null. */
  public String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  /** Returns the bytes that come with the request; all have to be read before the answer. */
  public InputStream body() throws IOException {
    if (!continued && "100-continue".equalsIgnoreCase(header("expect"))) {
      write("HTTP/1.1 100 Continue" + CRLF + CRLF);
      out.flush();
    }
    continued = true;
    String length = header(LENGTH);
    return new Exactly(in, length == null ? 0 : Long.parseLong(length));
  }

  /** Begins an answer; what is written to the stream has to be as long as the headers say. */
  OutputStream answer(int status, Map<String, List<String>> answerHeaders) throws IOException {
    write("HTTP/1.1 " + status + " so" + CRLF);
    for (Map.Entry<String, List<String>> header : answerHeaders.entrySet()) {
      for (String value : header.getValue()) {
        write(header.getKey() + ": " + value + CRLF);
      }
    }
    write(CRLF);
    return out;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the client closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** So many bytes, or a failure. */
  private static final class Exactly extends InputStream {
    private final InputStream from;
    private long left;

    Exactly(InputStream from, long length) {
      this.from = from;
      left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = from.read(buffer, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the client closed the connection");
      }
      left -= read;
      return read;
    }
  }
}
