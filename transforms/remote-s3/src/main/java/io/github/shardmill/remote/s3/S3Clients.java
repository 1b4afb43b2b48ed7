package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.object.Pauses;
import java.net.URI;
import java.time.Duration;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.util.InstanceBuilder;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients as Beam's options say, and patient ones where these say nothing. Stateless. */
final class S3Clients {
  private static final String AMAZON = ".amazonaws.com";

  /** A merge reads many files at the same time, and each keeps a connection. */
  private static final int MOST_CONNECTIONS = 512;

  /** What Amazon's client reads by itself where no option says which server is meant. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private static final String ENDPOINT_OF_S3 = "AWS_ENDPOINT_URL_S3";

  private static final Duration WAIT_FOR_CONNECTION = Duration.ofMinutes(1);

  private S3Clients() {}

  /**
   * Makes a client, which is to be closed.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the options do not suffice
   */
  static S3Client client(S3Options options, Pauses pauses) {
    Class<? extends S3ClientBuilderFactory> factory = options.getS3ClientFactoryClass();
    S3ClientBuilder builder =
        InstanceBuilder.ofType(S3ClientBuilderFactory.class)
            .fromClass(factory)
            .build()
            .createBuilder(options);
    if (factory.equals(DefaultS3ClientBuilderFactory.class)) {
      complete(builder, options);
    }
    ClientOverrideConfiguration chosen = builder.overrideConfiguration();
    if (saysNothingOfRetries(chosen)) {
      builder.overrideConfiguration(chosen.toBuilder().retryStrategy(retries(pauses)).build());
    }
    return builder.build();
  }

  private static void complete(S3ClientBuilder builder, S3Options options) {
    URI endpoint = endpoint(options);
    if (endpoint != null && !String.valueOf(endpoint.getHost()).endsWith(AMAZON)) {
      adapt(builder);
    }
    AwsCredentialsProvider credentials = options.getAwsCredentialsProvider();
    if (credentials != null) {
      // a client closes what it is given, and other clients have the same
      builder.credentialsProvider(() -> credentials.resolveCredentials());
    }
    // Beam's factory has chosen one otherwise
    if (options.getHttpClientConfiguration() == null && options.getProxyConfiguration() == null) {
      builder.httpClientBuilder(http());
    }
  }

  /** Speaks as servers outside of Amazon understand, also those of some years ago. */
  private static void adapt(S3ClientBuilder builder) {
    builder
        .forcePathStyle(true)
        // what is written has its checksum in a header; others would come behind the content
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .addPlugin(LegacyMd5Plugin.create());
  }

  // there is a newer one, and Beam's options are made for this
  @SuppressWarnings("deprecation")
  private static ApacheHttpClient.Builder http() {
    return ApacheHttpClient.builder()
        .maxConnections(MOST_CONNECTIONS)
        .connectionAcquisitionTimeout(WAIT_FOR_CONNECTION)
        .tcpKeepAlive(true);
  }

  /** Returns the server that the client will ask; null for Amazon's own. */
  private static URI endpoint(S3Options options) {
    if (options.getEndpoint() != null) {
      return options.getEndpoint();
    }
    String given = System.getenv().getOrDefault(ENDPOINT_OF_S3, System.getenv(ENDPOINT));
    return given == null || given.isBlank() ? null : URI.create(given.strip());
  }

  private static boolean saysNothingOfRetries(ClientOverrideConfiguration chosen) {
    return chosen.retryStrategy().isEmpty()
        && chosen.retryStrategyConfigurator().isEmpty()
        && chosen.retryMode().isEmpty()
        && chosen.retryPolicy().isEmpty();
  }

  private static StandardRetryStrategy retries(Pauses pauses) {
    BackoffStrategy backoff =
        BackoffStrategy.exponentialDelayHalfJitter(pauses.first(), pauses.longest());
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(pauses.tries())
        .backoffStrategy(backoff)
        .throttlingBackoffStrategy(backoff)
        // it would give up early when many threads meet the same failure, which is when it lasts
        .circuitBreakerEnabled(false)
        .build();
  }
}
