package io.github.shardmill.index.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.Serializable;
import java.util.Objects;

/**
 * One field of a schema. All fields are stored.
 *
 * @param name field name
 * @param kind how values are indexed
 * @param docValues whether keyword values can be sorted and counted; always true for numbers,
 *     always false for text
 * @param analyzer name of the analyser of a text field; empty means the schema's
 * @param recorded whether the manifest repeats the field for every root document
 */
@JsonPropertyOrder({"name", "kind", "docValues", "analyzer", "recorded"})
public record FieldSpec(
    @JsonProperty("name") String name,
    @JsonProperty("kind") FieldKind kind,
    @JsonProperty("docValues") boolean docValues,
    @JsonProperty("analyzer") String analyzer,
    @JsonProperty("recorded") boolean recorded)
    implements Serializable {

  /** Longest keyword value in UTF-8 bytes; Lucene refuses terms of more than 32,766 bytes. */
  public static final int MAX_KEYWORD_BYTES = 32_766;

  /** Checks that the parts go together. */
  public FieldSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(analyzer, "analyzer");
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name");
    }
    if (kind == FieldKind.LONG != docValues && kind != FieldKind.KEYWORD) {
      throw new IllegalArgumentException(
          "field " + name + ": numbers have doc values and text has none");
    }
    if (kind != FieldKind.TEXT && !analyzer.isEmpty()) {
      throw new IllegalArgumentException("field " + name + ": only text has an analyser");
    }
  }

  /** Returns a keyword field without doc values. */
  public static FieldSpec keyword(String name) {
    return new FieldSpec(name, FieldKind.KEYWORD, false, "", false);
  }

  /** Returns a text field with the schema's analyser. */
  public static FieldSpec text(String name) {
    return new FieldSpec(name, FieldKind.TEXT, false, "", false);
  }

  /** Returns a number field. */
  public static FieldSpec number(String name) {
    return new FieldSpec(name, FieldKind.LONG, true, "", false);
  }

  /** Returns this field with doc values. */
  public FieldSpec withDocValues() {
    return new FieldSpec(name, kind, true, analyzer, recorded);
  }

  /** Returns this text field with an analyser of its own. */
  public FieldSpec withAnalyzer(String analyzerName) {
    return new FieldSpec(name, kind, docValues, analyzerName, recorded);
  }

  /** Returns this field as one that the manifest repeats. */
  public FieldSpec inManifest() {
    return new FieldSpec(name, kind, docValues, analyzer, true);
  }
}
