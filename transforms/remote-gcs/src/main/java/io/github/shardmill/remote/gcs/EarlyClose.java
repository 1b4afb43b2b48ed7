package io.github.shardmill.remote.gcs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.http.protocol.HttpContext;

/**
 * Lets who closes an answer early hang up. The client itself would read all that is left, gigabytes
 * perhaps, to keep the connection. Stateless.
 */
final class EarlyClose implements HttpResponseInterceptor {
  /** Where more is left than this, a lost connection is cheaper than reading to the end. */
  static final long WORTH_READING = 64 << 10;

  @Override
  public void process(HttpResponse response, HttpContext context) {
    HttpEntity entity = response.getEntity();
    if (entity != null && response instanceof CloseableHttpResponse connection) {
      response.setEntity(new Body(entity, connection));
    }
  }

  private static final class Body extends HttpEntityWrapper {
    private final CloseableHttpResponse connection;
    private InputStream content;

    Body(HttpEntity entity, CloseableHttpResponse connection) {
      super(entity);
      this.connection = connection;
    }

    @Override
    public InputStream getContent() throws IOException {
      if (content == null) {
        content = new Content(super.getContent(), getContentLength(), connection);
      }
      return content;
    }
  }

  private static final class Content extends FilterInputStream {
    private final CloseableHttpResponse connection;
    private long left;

    /**
     * Reads an answer.
     *
     * @param length in bytes; negative where it is not known
     */
    Content(InputStream in, long length, CloseableHttpResponse connection) {
      super(in);
      this.connection = connection;
      left = length < 0 ? Long.MAX_VALUE : length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      left = read < 0 ? 0 : left - read;
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      left -= skipped;
      return skipped;
    }

    @Override
    public void close() throws IOException {
      if (left > WORTH_READING) {
        connection.close();
      } else {
        super.close();
      }
    }
  }
}
