package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;

/** A bucket that is reached directly, and by a way on which things happen. */
abstract class S3FaultsFixture {
  static final S3Server SERVER = S3Server.shared();
  static final int PART_BYTES = Stores.PART_BYTES;
  static final int LARGE_BYTES = 2 * PART_BYTES + 3;

  /** What begins the parts of a file, sends one, ends them. */
  static final String BEGIN = "POST .*uploads";

  static final String SEND_PART = "PUT .*partNumber=";
  static final String END = "POST .*uploadId";

  @TempDir Path local;

  Stores stores;
  FaultyRelay relay;

  /** By the way on which things happen. */
  RemoteStore store;

  /** Directly. */
  RemoteStore direct;

  @BeforeEach
  void open() throws IOException {
    stores = new Stores(SERVER);
    relay = new FaultyRelay(SERVER.endpoint());
    store = stores.open(relay.endpoint());
    direct = stores.open();
  }

  @AfterEach
  void close() throws IOException {
    stores.close();
    relay.close();
  }

  Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(local, "content", ".bin"), content);
  }

  Path file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  Path large() throws IOException {
    return file(new byte[LARGE_BYTES]);
  }

  void putDirectly(String key, String content) throws IOException {
    direct.put(file(content), key, false);
  }

  String text(String key) throws IOException {
    return new String(bytes(direct, key), StandardCharsets.UTF_8);
  }

  static byte[] bytes(RemoteStore from, String key) throws IOException {
    try (InputStream in = from.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  static List<String> keys(Iterator<RemoteEntry> entries) {
    List<String> keys = new ArrayList<>();
    entries.forEachRemaining(entry -> keys.add(entry.key()));
    return keys;
  }

  /** Returns what an action fails with, which names a key with its whole location. */
  <E extends IOException> E failure(Class<E> type, String key, Executable action) {
    E failure = assertThrows(type, action);
    assertThat(failure.getMessage(), containsString("s3://" + stores.bucket() + "/" + key));
    return failure;
  }

  /** Returns the keys of the uploads that nobody has ended. */
  List<String> unfinished() {
    try (S3Client client = client()) {
      return client
          .listMultipartUploads(
              ListMultipartUploadsRequest.builder().bucket(stores.bucket()).build())
          .uploads()
          .stream()
          .map(upload -> upload.key())
          .toList();
    }
  }

  S3Client client() {
    return S3Clients.client(Stores.options(SERVER.endpoint()).as(S3Options.class), Stores.SHORT);
  }
}
