package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.object.Pauses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Deletes files: one by each request, and many requests at the same time. Stateless. */
final class Deletion {
  private static final int MOST_THREADS = 16;

  private Deletion() {}

  /** Deletes files, and the mark of an empty directory if that is all there is to delete. */
  static void run(GcsBucket bucket, Collection<String> keys) throws IOException {
    if (keys.size() == 1) {
      String key = keys.iterator().next();
      if (!key.isEmpty()) {
        deleteOne(bucket, key);
        deleteOne(bucket, GcsListing.prefix(key));
      }
    } else if (!keys.isEmpty()) {
      deleteAll(bucket, keys);
    }
  }

  private static void deleteAll(GcsBucket bucket, Collection<String> keys) throws IOException {
    Queue<String> left = new ConcurrentLinkedQueue<>(keys);
    int threads = Math.min(MOST_THREADS, keys.size());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, run -> new Thread(run, "shardmill-deletes-" + bucket.name()));
    try {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(() -> deleteWhatIsLeft(bucket, left));
      }
      for (Future<Void> worker : pool.invokeAll(workers)) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Pauses.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(bucket.where("") + ": deleting failed: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Void deleteWhatIsLeft(GcsBucket bucket, Queue<String> left) throws IOException {
    for (String key = left.poll(); key != null; key = left.poll()) {
      try {
        deleteOne(bucket, key);
      } catch (IOException e) {
        // the others need not go on
        left.clear();
        throw e;
      }
    }
    return null;
  }

  private static void deleteOne(GcsBucket bucket, String key) throws IOException {
    bucket.ask(
        key,
        client -> {
          try {
            return client.objects().delete(bucket.name(), key).execute();
          } catch (IOException e) {
            if (GcsFailures.isMissingFile(e)) {
              return null;
            }
            throw e;
          }
        });
  }
}
