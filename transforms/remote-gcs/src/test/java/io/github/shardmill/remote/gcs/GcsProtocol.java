package io.github.shardmill.remote.gcs;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import io.github.shardmill.remote.gcs.GcsCall.Answer;
import io.github.shardmill.remote.gcs.GcsObjects.Refusal;
import io.github.shardmill.remote.gcs.GcsObjects.Stored;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Google Cloud Storage answers, as far as stores ask: get, list, insert, rewrite, delete.
 * Thread-safe.
 */
final class GcsProtocol {
  private static final Pattern PATH =
      Pattern.compile(
          "/(?<kind>upload/|download/)?storage/v1/b/(?<bucket>[^/]+)/o(/(?<name>[^/]+)"
              + "(/rewriteTo/b/[^/]+/o/(?<target>[^/]+))?)?");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final int PAGE = 1_000;

  /** So much is copied by one request, so that two are needed for more. */
  static final int COPIED_AT_ONCE = 300_000;

  private final GcsObjects objects;
  private final GcsUploads uploads;

  GcsProtocol(GcsObjects objects) {
    this.objects = objects;
    uploads = new GcsUploads(objects);
  }

  Answer answer(GcsCall call) {
    Matcher path = PATH.matcher(call.path());
    if (!path.matches()) {
      return Answer.error(404, "Not Found: " + call.path());
    }
    try {
      String bucket = path.group("bucket");
      if ("upload/".equals(path.group("kind"))) {
        return uploads.answer(call, bucket);
      }
      if (path.group("name") == null) {
        return list(call, bucket);
      }
      String name = decoded(path.group("name"));
      if (path.group("target") != null) {
        return rewrite(call, bucket, name, decoded(path.group("target")));
      }
      return switch (call.method()) {
        case "GET" -> get(call, bucket, name);
        case "DELETE" ->
            objects.delete(bucket, name).isPresent()
                ? Answer.of(204, Map.of(), new byte[0])
                : Answer.error(404, "No such object: " + bucket + "/" + name);
        default -> Answer.error(405, "Method Not Allowed");
      };
    } catch (Refusal e) {
      return Answer.error(e.status, e.getMessage());
    } catch (IOException e) {
      return Answer.error(400, e.getMessage());
    }
  }

  /** Returns the condition of a request; null if there is none. */
  static Long generation(GcsCall call) {
    String generation = call.query().get("ifGenerationMatch");
    return generation == null ? null : Long.valueOf(generation);
  }

  static StorageObject described(byte[] json) throws IOException {
    return GsonFactory.getDefaultInstance()
        .fromString(new String(json, StandardCharsets.UTF_8), StorageObject.class);
  }

  private Answer get(GcsCall call, String bucket, String name) throws Refusal {
    Stored stored = objects.get(bucket, name, generation(call));
    if (!"media".equals(call.query().get("alt"))) {
      return Answer.json(200, stored.described());
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("x-goog-generation", "" + stored.generation());
    headers.put("x-goog-hash", "crc32c=" + stored.crc32c() + ",md5=1B2M2Y8AsgTpgAmY7PhCfg==");
    headers.put("Content-Type", stored.described().getContentType());
    if (stored.described().getContentEncoding() != null) {
      headers.put("Content-Encoding", stored.described().getContentEncoding());
    }
    byte[] content = stored.content();
    Matcher range = RANGE.matcher(call.headers().getOrDefault("range", ""));
    if (!range.matches()) {
      return Answer.of(200, headers, content);
    }
    long from = Long.parseLong(range.group(1));
    if (from >= content.length) {
      return Answer.error(416, "The requested range cannot be satisfied.");
    }
    long to = range.group(2).isEmpty() ? content.length : Long.parseLong(range.group(2)) + 1;
    int end = (int) Math.min(content.length, to);
    headers.put("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + content.length);
    return Answer.of(206, headers, Arrays.copyOfRange(content, (int) from, end));
  }

  private Answer list(GcsCall call, String bucket) throws Refusal {
    String prefix = call.query().getOrDefault("prefix", "");
    String delimiter = call.query().get("delimiter");
    int most = Integer.parseInt(call.query().getOrDefault("maxResults", "" + PAGE));
    String last = call.query().getOrDefault("pageToken", "");
    List<StorageObject> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String next = null;
    for (Stored stored : objects.all(bucket).tailMap(prefix, true).values()) {
      String name = stored.described().getName();
      boolean below = name.startsWith(prefix);
      int end = delimiter == null || !below ? -1 : name.indexOf(delimiter, prefix.length());
      String shown = end < 0 ? name : name.substring(0, end + 1);
      if (below && shown.compareTo(last) > 0) {
        if (items.size() + prefixes.size() == most) {
          next = last;
          break;
        }
        if (end < 0) {
          items.add(stored.described());
        } else {
          prefixes.add(shown);
        }
        last = shown;
      }
    }
    return Answer.json(
        200, new Objects().setItems(items).setPrefixes(prefixes).setNextPageToken(next));
  }

  private Answer rewrite(GcsCall call, String bucket, String from, String to) throws Refusal {
    Stored source = objects.get(bucket, from, null);
    String token = call.query().get("rewriteToken");
    int size = source.content().length;
    if (token == null && size > COPIED_AT_ONCE) {
      return Answer.json(
          200, new RewriteResponse().setDone(false).setRewriteToken("" + source.generation()));
    }
    if (token != null && !token.equals("" + source.generation())) {
      return Answer.error(400, "The source changed");
    }
    Stored target =
        objects.put(bucket, source.described().clone().setName(to), source.content(), null);
    return Answer.json(200, new RewriteResponse().setDone(true).setResource(target.described()));
  }

  private static String decoded(String escaped) {
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
