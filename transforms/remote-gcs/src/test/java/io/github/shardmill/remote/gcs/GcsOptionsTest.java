package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.github.shardmill.remote.RemoteStore;
import io.github.shardmill.remote.RemoteStoreFactory;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import org.junit.jupiter.api.Test;

/** Which server is meant, and with which credentials it is asked. */
final class GcsOptionsTest extends GcsFaultsFixture {
  @Test
  void factoryIsFoundAsAService() {
    List<String> schemes =
        ServiceLoader.load(RemoteStoreFactory.class).stream()
            .map(factory -> factory.get().scheme())
            .toList();
    assertThat(schemes, hasItem("gs"));
  }

  @Test
  void optionsSurviveTheWayToAWorker() throws IOException {
    String json = PipelineOptionsTranslation.toJson(Stores.options(SERVER));
    PipelineOptions options = PipelineOptionsTranslation.fromJson(json);
    assertThat(options.as(GcsServerOptions.class).getGcsServer(), is(SERVER.url()));
    try (RemoteStore there = GcsStoreFactory.open(stores.bucket(), options, Stores.SHORT)) {
      assertThat(there.find("file").isPresent(), is(false));
    }
  }

  @Test
  void optionsThatSayTheSameShareAStore() {
    GcsStoreFactory factory = new GcsStoreFactory();
    Object settings = factory.settings(Stores.options(SERVER));
    assertThat(factory.settings(Stores.options(SERVER, "--jobName=x")), is(settings));
    assertThat(factory.settings(Stores.options(way)), is(not(settings)));
    assertThat(factory.settings(PipelineOptionsFactory.create()), is(not(settings)));
  }

  @Test
  void noCredentialsGoOverAnOpenLine() throws IOException {
    store.find("file");
    assertThat(way.seen(".").get(0).headers().get("authorization"), is(nullValue()));
  }

  @Test
  void credentialsGoWithEachRequest() throws IOException {
    // one that never ends
    GoogleCredentials credentials = GoogleCredentials.create(new AccessToken("secret", null));
    GcsBucket bucket =
        new GcsBucket(
            GcsClients.client(way.url() + "/", credentials, 10_000),
            stores.bucket(),
            Stores.SHORT,
            Stores.PART_BYTES);
    RemoteStore authorized = new GcsStore(bucket, false);
    authorized.put(file("1"), "file", false);
    authorized.put(large(), "large", true);
    bytes(authorized, "file");
    authorized.copy("file", "copy");
    authorized.delete(List.of("copy", "large"));
    List<GcsCall> all = way.seen(".");
    assertThat(all.size(), is(greaterThan(8)));
    all.forEach(call -> assertThat(call.headers().get("authorization"), is("Bearer secret")));
    authorized.close();
  }

  @Test
  void googlesOwnServerIsTheDefault() throws IOException {
    assertThat(GcsClients.root(null), is("https://storage.googleapis.com/"));
    assertThat(GcsClients.root("https://a.example.org"), is("https://a.example.org/"));
    assertThat(GcsClients.root("http://a:80/"), is("http://a:80/"));
  }

  @Test
  void whatIsNoServerIsRefused() {
    for (String server : List.of("localhost:4443", "ftp://x", "http://", "http://x/a", "::")) {
      PipelineOptions options = PipelineOptionsFactory.create();
      options.as(GcsServerOptions.class).setGcsServer(server);
      IOException failure =
          assertThrows(IOException.class, () -> new GcsStoreFactory().open("bucket", options));
      assertThat(failure.getMessage(), containsString("gs://bucket"));
      assertThat(failure.getMessage(), containsString("--gcsServer=" + server));
    }
  }

  @Test
  void whatIsNoBucketIsRefused() {
    PipelineOptions options = Stores.options(SERVER);
    for (String authority : List.of("", "user@bucket", "bucket:80")) {
      IOException failure =
          assertThrows(IOException.class, () -> new GcsStoreFactory().open(authority, options));
      assertThat(failure.getMessage(), containsString("gs://" + authority));
    }
  }
}
