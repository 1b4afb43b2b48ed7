package io.github.shardmill.remote.s3;

import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.SSECustomerKey;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * How files are stored: the class of storage and the encryption. What is null is left to the
 * bucket.
 *
 * @param storageClass as S3 calls it
 * @param algorithm of encryption by the server
 * @param kmsKeyId the server's key
 * @param bucketKey whether one key serves for the whole bucket
 * @param customerKey a key that the server does not keep; its parts are null where there is none
 */
record Placement(
    String storageClass,
    String algorithm,
    String kmsKeyId,
    Boolean bucketKey,
    SSECustomerKey customerKey) {
  /** What S3 does by itself, and some of its kinds of bucket refuse to be told. */
  private static final String DEFAULT_CLASS = "STANDARD";

  /** Returns what Beam's options say. */
  static Placement of(S3Options options) {
    String storageClass = options.getS3StorageClass();
    return new Placement(
        DEFAULT_CLASS.equals(storageClass) ? null : storageClass,
        options.getSSEAlgorithm(),
        options.getSSEKMSKeyId(),
        options.getBucketKeyEnabled() ? Boolean.TRUE : null,
        options.getSSECustomerKey());
  }

  PutObjectRequest.Builder in(PutObjectRequest.Builder request) {
    return request
        .storageClass(storageClass)
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(kmsKeyId)
        .bucketKeyEnabled(bucketKey)
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }

  CreateMultipartUploadRequest.Builder in(CreateMultipartUploadRequest.Builder request) {
    return request
        .storageClass(storageClass)
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(kmsKeyId)
        .bucketKeyEnabled(bucketKey)
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }

  CopyObjectRequest.Builder in(CopyObjectRequest.Builder request) {
    return request
        .storageClass(storageClass)
        .serverSideEncryption(algorithm)
        .ssekmsKeyId(kmsKeyId)
        .bucketKeyEnabled(bucketKey)
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5())
        .copySourceSSECustomerAlgorithm(customerKey.getAlgorithm())
        .copySourceSSECustomerKey(customerKey.getKey())
        .copySourceSSECustomerKeyMD5(customerKey.getMD5());
  }

  UploadPartCopyRequest.Builder in(UploadPartCopyRequest.Builder request) {
    return request
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5())
        .copySourceSSECustomerAlgorithm(customerKey.getAlgorithm())
        .copySourceSSECustomerKey(customerKey.getKey())
        .copySourceSSECustomerKeyMD5(customerKey.getMD5());
  }

  UploadPartRequest.Builder in(UploadPartRequest.Builder request) {
    return request
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }

  CompleteMultipartUploadRequest.Builder in(CompleteMultipartUploadRequest.Builder request) {
    return request
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }

  GetObjectRequest.Builder in(GetObjectRequest.Builder request) {
    return request
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }

  HeadObjectRequest.Builder in(HeadObjectRequest.Builder request) {
    return request
        .sseCustomerAlgorithm(customerKey.getAlgorithm())
        .sseCustomerKey(customerKey.getKey())
        .sseCustomerKeyMD5(customerKey.getMD5());
  }
}
