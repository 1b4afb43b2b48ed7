package io.github.shardmill.cli.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** Prints one JSON document, indented, ended by a line break. */
public final class JsonPrinter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonPrinter() {}

  /** Writes one value piece by piece. */
  @FunctionalInterface
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Prints a value in its own JSON form, which its class documents. */
  public static void print(PrintWriter out, Object value) {
    printBody(out, json -> json.writePOJO(value));
  }

  /** Returns a value in its own JSON form. */
  static ObjectNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  static void printBody(PrintWriter out, Body body) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter));
      body.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }
}
