package io.github.shardmill.remote.s3;

import org.apache.beam.sdk.io.aws2.options.AwsOptions;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What in a pipeline's options decides how S3 is reached: equal for options that say the same, also
 * where they came to this process on different ways. Holds secrets, and does not print them.
 *
 * @param options all but the credentials
 * @param credentials as text, so that those of two pipelines can be compared; or the provider
 *     itself where it has no such form
 */
record StoreSettings(String options, Object credentials) {
  /** Takes over what options say, and what the environment says where they say nothing. */
  static StoreSettings of(PipelineOptions given) {
    S3Options from = given.as(S3Options.class);
    S3Options to = empty().as(S3Options.class);
    to.setAwsRegion(from.getAwsRegion());
    to.setEndpoint(from.getEndpoint());
    to.setProxyConfiguration(from.getProxyConfiguration());
    to.setHttpClientConfiguration(from.getHttpClientConfiguration());
    to.setClientBuilderFactory(from.getClientBuilderFactory());
    to.setS3ClientFactoryClass(from.getS3ClientFactoryClass());
    to.setS3StorageClass(from.getS3StorageClass());
    to.setS3UploadBufferSizeBytes(from.getS3UploadBufferSizeBytes());
    to.setSSEAlgorithm(from.getSSEAlgorithm());
    to.setSSECustomerKey(from.getSSECustomerKey());
    to.setSSEKMSKeyId(from.getSSEKMSKeyId());
    to.setBucketKeyEnabled(from.getBucketKeyEnabled());
    return new StoreSettings(
        PipelineOptionsTranslation.toJson(to), comparable(from.getAwsCredentialsProvider()));
  }

  private static Object comparable(AwsCredentialsProvider provider) {
    AwsOptions alone = empty().as(AwsOptions.class);
    alone.setAwsCredentialsProvider(provider);
    try {
      return PipelineOptionsTranslation.toJson(alone);
    } catch (RuntimeException e) {
      // a provider that Beam cannot hand to a worker; here it serves all the same
      return provider;
    }
  }

  /** Returns options that say nothing of the pipeline they are of. */
  private static PipelineOptions empty() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setOptionsId(0);
    options.as(ApplicationNameOptions.class).setAppName("");
    return options;
  }

  @Override
  public String toString() {
    return "settings of S3";
  }
}
