package io.github.shardmill.remote.gcs;

import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.gcs.GcsCall.Answer;
import io.github.shardmill.remote.gcs.GcsObjects.Refusal;
import io.github.shardmill.remote.gcs.GcsObjects.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files on their way: whole ones, and those that come in parts. Thread-safe. */
final class GcsUploads {
  private static final Pattern PART = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+)");
  private static final Pattern BOUNDARY = Pattern.compile(".*boundary=\"?([^\";]+)\"?.*");
  private static final String BLANK_LINE = "\r\n\r\n";

  private final GcsObjects objects;
  private final Map<String, Unfinished> unfinished = new ConcurrentHashMap<>();

  GcsUploads(GcsObjects objects) {
    this.objects = objects;
  }

  /** A file of which parts have come. */
  private static final class Unfinished {
    final StorageObject described;
    final Long generation;
    final ByteArrayOutputStream content = new ByteArrayOutputStream();
    Stored finished;

    Unfinished(StorageObject described, Long generation) {
      this.described = described;
      this.generation = generation;
    }
  }

  Answer answer(GcsCall call, String bucket) throws Refusal, IOException {
    String id = call.query().get("upload_id");
    if (id != null) {
      Unfinished upload = unfinished.get(id);
      if (upload == null) {
        return Answer.error(404, "No such upload");
      }
      synchronized (upload) {
        return goOn(call, bucket, upload);
      }
    }
    return "resumable".equals(call.query().get("uploadType"))
        ? begin(call, bucket)
        : whole(call, bucket);
  }

  private Answer whole(GcsCall call, String bucket) throws Refusal, IOException {
    Matcher type = BOUNDARY.matcher(call.headers().get("content-type"));
    if (!type.matches()) {
      return Answer.error(400, "no boundary");
    }
    // one char for each byte
    String body = new String(call.body(), StandardCharsets.ISO_8859_1);
    String boundary = "--" + type.group(1);
    int json = body.indexOf(BLANK_LINE) + BLANK_LINE.length();
    int second = body.indexOf(boundary, json);
    int content = body.indexOf(BLANK_LINE, second) + BLANK_LINE.length();
    int end = body.lastIndexOf("\r\n" + boundary + "--");
    Stored stored =
        objects.put(
            bucket,
            GcsProtocol.described(Arrays.copyOfRange(call.body(), json, second)),
            Arrays.copyOfRange(call.body(), content, end),
            GcsProtocol.generation(call));
    return Answer.json(200, stored.described());
  }

  private Answer begin(GcsCall call, String bucket) throws Refusal, IOException {
    StorageObject described = GcsProtocol.described(call.body());
    Long generation = GcsProtocol.generation(call);
    objects.check(bucket, described.getName(), generation);
    String id = UUID.randomUUID().toString();
    unfinished.put(id, new Unfinished(described, generation));
    String location = "http://" + call.headers().get("host") + call.path() + "?upload_id=" + id;
    return Answer.of(200, Map.of("Location", location), new byte[0]);
  }

  private Answer goOn(GcsCall call, String bucket, Unfinished upload) throws Refusal {
    Matcher range = PART.matcher(call.headers().getOrDefault("content-range", ""));
    if (!range.matches()) {
      return Answer.error(400, "no range");
    }
    if (upload.finished != null) {
      return Answer.json(200, upload.finished.described());
    }
    long total = Long.parseLong(range.group(3));
    if (range.group(1) != null) {
      long from = Long.parseLong(range.group(1));
      boolean last = from + call.body().length == total;
      if (from != upload.content.size()
          || (!last && call.body().length % GcsBucket.GRAIN_BYTES != 0)) {
        return Answer.error(400, "not the part that is wanted");
      }
      upload.content.writeBytes(call.body());
    }
    if (upload.content.size() == total) {
      upload.finished =
          objects.put(bucket, upload.described, upload.content.toByteArray(), upload.generation);
      return Answer.json(200, upload.finished.described());
    }
    return Answer.of(
        308,
        upload.content.size() == 0
            ? Map.of()
            : Map.of("Range", "bytes=0-" + (upload.content.size() - 1)),
        new byte[0]);
  }

  /** Forgets all parts, as the server does after a week. */
  void forget() {
    unfinished.clear();
  }
}
