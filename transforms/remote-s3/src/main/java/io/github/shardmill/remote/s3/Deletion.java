package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes files, as many by one request as S3 allows. Stateless. */
final class Deletion {
  /** S3's own limit. */
  private static final int MOST_KEYS = 1_000;

  /** What XML 1.0 has no way to write, or reads as something else. */
  private static final Pattern NOT_IN_XML =
      Pattern.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  /** What the server does better another time; the whole request is in vain for none of these. */
  private static final Set<String> PASSING =
      Set.of("InternalError", "SlowDown", "ServiceUnavailable", "OperationAborted");

  private Deletion() {}

  /** Deletes files, and the mark of an empty directory if that is all there is to delete. */
  static void run(S3Bucket bucket, Collection<String> keys) throws IOException {
    List<String> batch = new ArrayList<>();
    for (String key : keys) {
      if (NOT_IN_XML.matcher(key).find()) {
        deleteOne(bucket, key);
      } else {
        batch.add(key);
      }
      if (batch.size() == MOST_KEYS) {
        deleteAll(bucket, batch);
        batch.clear();
      }
    }
    deleteAll(bucket, batch);
    if (keys.size() == 1) {
      deleteMark(bucket, keys.iterator().next());
    }
  }

  private static void deleteOne(S3Bucket bucket, String key) throws IOException {
    bucket.ask(
        key,
        client ->
            client.deleteObject(
                DeleteObjectRequest.builder().bucket(bucket.name()).key(key).build()));
  }

  private static void deleteAll(S3Bucket bucket, List<String> keys) throws IOException {
    List<String> left = List.copyOf(keys);
    for (int failures = 1; !left.isEmpty(); failures++) {
      List<S3Error> errors = request(bucket, left).errors();
      if (errors.isEmpty()) {
        return;
      }
      boolean mayPass = errors.stream().allMatch(error -> PASSING.contains(error.code()));
      if (!mayPass || failures >= bucket.pauses().tries()) {
        throw failure(bucket, errors);
      }
      bucket.pauses().await(failures);
      left = errors.stream().map(S3Error::key).toList();
    }
  }

  private static DeleteObjectsResponse request(S3Bucket bucket, List<String> keys)
      throws IOException {
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    DeleteObjectsRequest request =
        DeleteObjectsRequest.builder()
            .bucket(bucket.name())
            .delete(Delete.builder().objects(objects).quiet(true).build())
            .build();
    return bucket.ask(keys.get(0), client -> client.deleteObjects(request));
  }

  private static IOException failure(S3Bucket bucket, List<S3Error> errors) {
    S3Error first =
        errors.stream()
            .filter(error -> !PASSING.contains(error.code()))
            .findFirst()
            .orElse(errors.get(0));
    String where = bucket.where(first.key());
    String reason =
        "S3 did not delete it and "
            + (errors.size() - 1)
            + " others: "
            + first.code()
            + ": "
            + first.message();
    return first.code().equals("AccessDenied")
        ? new AccessDeniedException(where, null, reason)
        : new IOException(where + ": " + reason);
  }

  /** Looks first, because in a bucket that keeps versions a delete in vain leaves a trace. */
  private static void deleteMark(S3Bucket bucket, String directory) throws IOException {
    String mark = S3Listing.prefix(directory);
    if (mark.isEmpty()) {
      return;
    }
    List<S3Object> below =
        bucket
            .ask(
                directory,
                client ->
                    client.listObjectsV2(
                        ListObjectsV2Request.builder()
                            .bucket(bucket.name())
                            .prefix(mark)
                            .maxKeys(1)
                            .build()))
            .contents();
    if (!below.isEmpty() && below.get(0).key().equals(mark)) {
      deleteOne(bucket, mark);
    }
  }
}
