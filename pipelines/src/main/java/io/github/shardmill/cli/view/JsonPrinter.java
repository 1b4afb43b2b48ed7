package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Prints one JSON document, indented, ended by a line break. */
final class JsonPrinter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonPrinter() {}

  /** Writes one value. */
  @FunctionalInterface
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static void print(PrintWriter out, Body body) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter));
      body.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }
}
