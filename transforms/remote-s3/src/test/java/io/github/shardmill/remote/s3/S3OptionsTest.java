package io.github.shardmill.remote.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Beam's options mean here what they mean to Beam. */
final class S3OptionsTest extends S3FaultsFixture {
  private static final String CUSTOMER = "x-amz-server-side-encryption-customer-";
  private static final String KEY = "86glyTlCNZgccSxW8JxMa6ZdjdK3N141glAysPUZ3AA=";

  @Test
  void factoryIsFoundAsAService() {
    List<String> schemes =
        ServiceLoader.load(RemoteStoreFactory.class).stream()
            .map(factory -> factory.get().scheme())
            .toList();
    assertThat(schemes, hasItem("s3"));
  }

  @Test
  void classOfStorageAndEncryptionReachTheServer() throws IOException {
    RemoteStore chosen =
        openWith(
            "--s3StorageClass=STANDARD_IA", "--SSEAlgorithm=AES256", "--bucketKeyEnabled=true");
    chosen.put(file("1"), "file", false);
    chosen.put(large(), "large", false);
    chosen.copy("file", "copy");
    for (String request : List.of("PUT .*/file", BEGIN, "PUT .*/copy")) {
      FaultyRelay.Seen sent = sent(request);
      assertThat(sent.header("x-amz-storage-class"), is("STANDARD_IA"));
      assertThat(sent.header("x-amz-server-side-encryption"), is("AES256"));
      assertThat(sent.header("x-amz-server-side-encryption-bucket-key-enabled"), is("true"));
    }
    chosen.close();
  }

  @Test
  void nothingIsSaidOfWhatIsLeftToTheBucket() throws IOException {
    store.put(file("1"), "file", false);
    sent("PUT .*/file")
        .headers()
        .keySet()
        .forEach(
            header -> {
              String name = header.toLowerCase(Locale.ROOT);
              assertThat(name, is(not("x-amz-storage-class")));
              assertThat(name, not(containsString("encryption")));
            });
  }

  @Test
  void serversOutsideOfAmazonGetWhatTheyUnderstand() throws IOException {
    store.put(file("1"), "file", true);
    store.delete(List.of("file", "other"));
    assertThat(sent("PUT /" + stores.bucket() + "/file").header("x-amz-trailer"), is(nullValue()));
    assertThat(sent("PUT .*probe").header("x-amz-trailer"), is(nullValue()));
    assertThat(sent("POST .*delete").header("content-md5"), is(not(nullValue())));
  }

  @Test
  void keyOfTheCustomerGoesWithEachRequestThatNeedsIt() throws IOException {
    RemoteStore chosen =
        openWith("--SSECustomerKey={\"key\": \"" + KEY + "\", \"algorithm\": \"AES256\"}");
    // the server of the tests keeps no such files; what is asked for is what matters
    relay.on("HEAD", FaultyRelay.ALWAYS, relay.refuses(403, "AccessDenied"));
    relay.on("PUT", FaultyRelay.ALWAYS, relay.refuses(403, "AccessDenied"));
    relay.on("GET", FaultyRelay.ALWAYS, relay.refuses(403, "AccessDenied"));
    assertThrows(IOException.class, () -> chosen.put(file("1"), "file", false));
    assertThrows(IOException.class, () -> chosen.open("file", 0, 1));
    assertThrows(IOException.class, () -> chosen.put(large(), "large", false));
    for (String request : List.of("PUT .*/file", "HEAD", "GET", BEGIN, SEND_PART)) {
      FaultyRelay.Seen sent = sent(request);
      assertThat(sent.header(CUSTOMER + "key"), is(KEY));
      assertThat(sent.header(CUSTOMER + "algorithm"), is("AES256"));
      assertThat(sent.header(CUSTOMER + "key-md5"), is(not(nullValue())));
    }
    chosen.close();
  }

  @Test
  void httpClientIsConfigured() throws IOException {
    RemoteStore chosen =
        openWith("--httpClientConfiguration={\"maxConnections\":3,\"socketTimeout\":60000}");
    chosen.put(file("1"), "file", true);
    assertThat(text("file"), is("1"));
    chosen.close();
  }

  @Test
  void proxyIsUsed() throws IOException {
    URI nowhere = URI.create("http://192.0.2.1:9");
    PipelineOptions options =
        Stores.options(nowhere, "--proxyConfiguration={\"endpoint\":\"" + relay.endpoint() + "\"}");
    relay.on(".", FaultyRelay.ALWAYS, relay.refuses(403, "AccessDenied"));
    RemoteStore chosen = S3StoreFactory.open(stores.bucket(), options, Stores.SHORT);
    assertThrows(IOException.class, () -> chosen.find("file"));
    assertThat(relay.seen("HEAD http://192.0.2.1:9/").size(), is(1));
    chosen.close();
  }

  @Test
  void optionsSurviveTheWayToAWorker() throws IOException {
    String json =
        PipelineOptionsTranslation.toJson(Stores.options(SERVER.endpoint(), "--s3StorageClass=X"));
    PipelineOptions options = PipelineOptionsTranslation.fromJson(json);
    assertThat(options.as(S3Options.class).getS3StorageClass(), is("X"));
    try (RemoteStore there = S3StoreFactory.open(stores.bucket(), options, Stores.SHORT)) {
      assertThat(there.find("file").isPresent(), is(false));
    }
  }

  @Test
  void optionsThatSayTheSameShareAStore() {
    S3StoreFactory factory = new S3StoreFactory();
    PipelineOptions options = Stores.options(SERVER.endpoint());
    String json = PipelineOptionsTranslation.toJson(options);
    Object settings = factory.settings(options);
    assertThat(factory.settings(options), is(settings));
    assertThat(factory.settings(PipelineOptionsTranslation.fromJson(json)), is(settings));
    assertThat(factory.settings(Stores.options(SERVER.endpoint(), "--jobName=x")), is(settings));
    assertThat(settings.toString(), not(containsString("secret")));
  }

  @Test
  void optionsThatSayOtherThingsDoNotShareAStore() {
    S3StoreFactory factory = new S3StoreFactory();
    PipelineOptions options = Stores.options(SERVER.endpoint());
    Object settings = factory.settings(options);
    for (String more : List.of("--s3StorageClass=X", "--SSEAlgorithm=AES256")) {
      assertThat(factory.settings(Stores.options(SERVER.endpoint(), more)), is(not(settings)));
    }
    assertThat(factory.settings(Stores.options(relay.endpoint())), is(not(settings)));
    AwsCredentialsProvider other =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "other"));
    options.as(S3Options.class).setAwsCredentialsProvider(other);
    assertThat(factory.settings(options), is(not(settings)));
    ClosableCredentials own = new ClosableCredentials();
    options.as(S3Options.class).setAwsCredentialsProvider(own);
    Object ownSettings = factory.settings(options);
    assertThat(ownSettings, is(not(settings)));
    assertThat(factory.settings(options), is(ownSettings));
  }

  @Test
  void factoryOfClientsDecides() throws IOException {
    RemoteStore chosen = openWith("--s3ClientFactoryClass=" + Elsewhere.class.getName());
    assertThrows(IOException.class, () -> chosen.find("file"));
    assertThat(relay.seen("HEAD /elsewhere/" + stores.bucket()).size(), is(1));
    chosen.close();
  }

  /** Sends everything to another path. */
  public static final class Elsewhere implements S3ClientBuilderFactory {
    @Override
    public S3ClientBuilder createBuilder(S3Options options) {
      return new DefaultS3ClientBuilderFactory()
          .createBuilder(options)
          .endpointOverride(options.getEndpoint().resolve("/elsewhere"))
          .forcePathStyle(true);
    }
  }

  @Test
  void credentialsOutliveAStore() throws IOException {
    PipelineOptions options = Stores.options(SERVER.endpoint());
    ClosableCredentials credentials = new ClosableCredentials();
    options.as(S3Options.class).setAwsCredentialsProvider(credentials);
    S3StoreFactory.open(stores.bucket(), options, Stores.SHORT).close();
    try (RemoteStore second = S3StoreFactory.open(stores.bucket(), options, Stores.SHORT)) {
      assertThat(second.find("file").isPresent(), is(false));
    }
  }

  private static final class ClosableCredentials implements AwsCredentialsProvider, AutoCloseable {
    private boolean closed;

    @Override
    public AwsCredentials resolveCredentials() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return AwsBasicCredentials.create("key", "secret");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void wrongSettingIsNamed() {
    PipelineOptions options = Stores.options(SERVER.endpoint());
    options.as(S3Options.class).setS3UploadBufferSizeBytes(1_000);
    IOException failure =
        assertThrows(IOException.class, () -> new S3StoreFactory().open(stores.bucket(), options));
    assertThat(failure.getMessage(), containsString("s3://" + stores.bucket()));
    assertThat(failure.getMessage(), containsString("--s3UploadBufferSizeBytes"));
  }

  @Test
  void whatIsNoBucketIsRefused() {
    PipelineOptions options = Stores.options(SERVER.endpoint());
    for (String authority : List.of("", "user@bucket", "bucket:80")) {
      IOException failure =
          assertThrows(IOException.class, () -> new S3StoreFactory().open(authority, options));
      assertThat(failure.getMessage(), containsString("s3://" + authority));
    }
  }

  @Test
  void whatBeamLooksForOnTheClassPathIsThere() throws IOException {
    PipelineOptions options = Stores.options(SERVER.endpoint());
    FileSystems.setDefaultPipelineOptions(options);
    putDirectly("file", "1");
    assertThat(
        "Beam's own file system",
        FileSystems.matchSingleFileSpec("s3://" + stores.bucket() + "/file").sizeBytes(),
        is(1L));
    assertThat(SchemaRegistry.createDefault(), is(not(nullValue())));
  }

  private RemoteStore openWith(String... more) throws IOException {
    return S3StoreFactory.open(
        stores.bucket(), Stores.options(relay.endpoint(), more), Stores.SHORT);
  }

  private FaultyRelay.Seen sent(String request) {
    return relay.seen(request).get(0);
  }
}
