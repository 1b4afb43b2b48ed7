package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One local file on its way to one key. For one thread, and one call.
 *
 * <p>A failure does not say that nothing was written: the answer may have got lost, and what the
 * server says to the next try is about the file of the first. So after every failure this looks at
 * what is there, and knows its own file by a token.
 */
final class Upload {
  static final String BYTES = "application/octet-stream";

  private static final String TOKEN = "shardmill-put";

  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final GcsBucket bucket;
  private final String key;
  private final LocalContent content;
  private final boolean exclusive;
  private final String token = UUID.randomUUID().toString();
  private final Insert insert;
  private Session session;

  Upload(GcsBucket bucket, String key, LocalContent content, boolean exclusive) {
    this.bucket = bucket;
    this.key = key;
    this.content = content;
    this.exclusive = exclusive;
    StorageObject described =
        new StorageObject()
            .setName(key)
            .setContentType(BYTES)
            .setMetadata(Map.of(TOKEN, token))
            .setCrc32c(content.checksum());
    insert = new Insert(bucket, described, exclusive);
  }

  /**
   * Writes the file.
   *
   * @throws FileAlreadyExistsException if it is exclusive and another is there
   */
  void run() throws IOException {
    Optional<StorageObject> kept = Optional.empty();
    int failures = 0;
    while (kept.isEmpty()) {
      long before = sent();
      try {
        kept = Optional.of(send());
      } catch (IOException e) {
        kept = findOwn(e);
        failures = sent() > before ? 1 : failures + 1;
        if (kept.isEmpty()) {
          awaitNextTry(e, failures);
        }
      } catch (UncheckedIOException e) {
        throw new IOException(content.file() + ": " + e.getCause().getMessage(), e.getCause());
      }
    }
    check(kept.get());
  }

  private StorageObject send() throws IOException {
    if (content.size() <= bucket.partBytes()) {
      return insert.whole(content);
    }
    if (session == null) {
      session = Session.begin(insert, content);
    }
    return session.goOn();
  }

  private long sent() {
    return session == null ? 0 : session.sent();
  }

  /**
   * Looks whether the file was written although the request failed; empty also if that cannot be
   * found out.
   *
   * @throws FileAlreadyExistsException if the failure is that another file is there
   */
  private Optional<StorageObject> findOwn(IOException failure) throws IOException {
    Optional<StorageObject> there;
    try {
      // once: whoever asks for long here asks in vain as often as it sends
      there = GcsStore.find(bucket.client(), bucket.name(), key);
    } catch (IOException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
    if (there.isPresent() && isOwn(there.get())) {
      LOG.debug("{}: was written, in spite of a failure", bucket.where(key), failure);
      return there;
    }
    // the server's word is final, except that it is about another file or that it failed itself
    if (isRefused(failure) || (exclusive && there.isPresent() && GcsFailures.mayPass(failure))) {
      FileAlreadyExistsException exists = new FileAlreadyExistsException(bucket.where(key));
      exists.initCause(failure);
      throw exists;
    }
    return Optional.empty();
  }

  private boolean isOwn(StorageObject there) {
    return there.getMetadata() != null && token.equals(there.getMetadata().get(TOKEN));
  }

  private boolean isRefused(IOException failure) {
    return exclusive && GcsFailures.status(failure) == GcsFailures.PRECONDITION_FAILED;
  }

  private void awaitNextTry(IOException failure, int failures) throws IOException {
    boolean lost = isLost(failure);
    // refused, and it is not known by whose file
    boolean again = lost || isRefused(failure) || GcsFailures.mayPass(failure);
    if (!again || failures >= bucket.pauses().tries()) {
      throw GcsFailures.of(failure, bucket.where(key));
    }
    if (lost) {
      session = null;
    }
    bucket.pauses().await(failures);
  }

  /** Whether the server has forgotten the parts. */
  private boolean isLost(IOException failure) {
    int status = GcsFailures.status(failure);
    return session != null && (status == GcsFailures.NOT_FOUND || status == GcsFailures.GONE);
  }

  private void check(StorageObject kept) throws IOException {
    boolean sameSize = BigInteger.valueOf(content.size()).equals(kept.getSize());
    if (!sameSize || !content.checksum().equals(kept.getCrc32c())) {
      throw new IOException(
          bucket.where(key)
              + ": kept with "
              + kept.getSize()
              + " bytes and checksum "
              + kept.getCrc32c()
              + ", sent with "
              + content.size()
              + " and "
              + content.checksum());
    }
  }
}
