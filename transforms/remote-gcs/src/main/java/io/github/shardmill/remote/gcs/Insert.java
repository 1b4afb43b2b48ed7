package io.github.shardmill.remote.gcs;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.MultipartContent;
import com.google.api.client.http.json.JsonHttpContent;
import com.google.api.client.util.ObjectParser;
import com.google.api.client.util.escape.CharEscapers;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import java.io.IOException;

/**
 * Requests that write one file.
 *
 * @param described name, type, metadata and checksum of the file
 * @param exclusive whether none may be there
 */
record Insert(GcsBucket bucket, StorageObject described, boolean exclusive) {
  private static final long NO_GENERATION = 0;

  /**
   * Sends a file by one request.
   *
   * @return what the server keeps
   */
  StorageObject whole(LocalContent content) throws IOException {
    MultipartContent both = new MultipartContent();
    both.addPart(new MultipartContent.Part(json()));
    both.addPart(new MultipartContent.Part(content.slice(0, content.size())));
    HttpResponse response = answer(post("multipart", both));
    return parsed(response);
  }

  /** Begins a file that is sent in parts; returns where they go. */
  GenericUrl begin(LocalContent content) throws IOException {
    HttpRequest request = post("resumable", json());
    request
        .getHeaders()
        .set("X-Upload-Content-Type", Upload.BYTES)
        .set("X-Upload-Content-Length", content.size());
    HttpResponse response = answer(request);
    response.ignore();
    String location = response.getHeaders().getLocation();
    if (location == null) {
      throw new IOException("the server began an upload and did not say where it goes on");
    }
    return new GenericUrl(location, true);
  }

  /** Sends a part, or asks how far the server is; the answer may be that more is wanted. */
  HttpResponse put(GenericUrl where, HttpContent part, String range) throws IOException {
    HttpRequest request =
        bucket.client().getRequestFactory().buildPutRequest(where, part).setParser(parser());
    request.getHeaders().setContentRange(range);
    return request.setThrowExceptionOnExecuteError(false).execute();
  }

  /** Returns what the server keeps, which an answer describes. */
  StorageObject parsed(HttpResponse response) throws IOException {
    return response.parseAs(StorageObject.class);
  }

  /** Returns the failure that an answer tells. */
  IOException failure(HttpResponse response) {
    return GoogleJsonResponseException.from(bucket.client().getJsonFactory(), response);
  }

  private HttpResponse answer(HttpRequest request) throws IOException {
    HttpResponse response = request.setThrowExceptionOnExecuteError(false).execute();
    if (!response.isSuccessStatusCode()) {
      throw failure(response);
    }
    return response;
  }

  private HttpRequest post(String uploadType, HttpContent content) throws IOException {
    Storage client = bucket.client();
    GenericUrl url =
        new GenericUrl(
            client.getRootUrl()
                + "upload/"
                + client.getServicePath()
                + "b/"
                + CharEscapers.escapeUriPath(bucket.name())
                + "/o");
    url.put("uploadType", uploadType);
    if (exclusive) {
      url.put("ifGenerationMatch", NO_GENERATION);
    }
    return client.getRequestFactory().buildPostRequest(url, content).setParser(parser());
  }

  private ObjectParser parser() {
    return bucket.client().getObjectParser();
  }

  private JsonHttpContent json() {
    return new JsonHttpContent(bucket.client().getJsonFactory(), described);
  }
}
