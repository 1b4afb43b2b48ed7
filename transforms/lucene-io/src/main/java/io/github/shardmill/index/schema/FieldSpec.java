package io.github.shardmill.index.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param completions whether values can be found by how they begin; never for numbers. The engine
 *     indexes a {@link CompletionTerm} for each value in a field of its own, {@link
 *     #completionField}. Left out of JSON where false, which is what older schemas mean
 */
@JsonPropertyOrder({"name", "kind", "docValues", "analyzer", "recorded", "completions"})
public record FieldSpec(
    @JsonProperty("name") String name,
    @JsonProperty("kind") FieldKind kind,
    @JsonProperty("docValues") boolean docValues,
    @JsonProperty("analyzer") String analyzer,
    @JsonProperty("recorded") boolean recorded,
    @JsonProperty("completions") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean completions)
    implements Serializable {

  /** Longest keyword value in UTF-8 bytes; Lucene refuses terms of more than 32,766 bytes. */
  public static final int MAX_KEYWORD_BYTES = 32_766;

  /** What the name of a {@link #completionField} ends with. */
  public static final String COMPLETION_SUFFIX = ".completion";

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
    if (kind == FieldKind.LONG && completions) {
      throw new IllegalArgumentException("field " + name + ": numbers are not completed");
    }
  }

  /** Returns a keyword field without doc values. */
  public static FieldSpec keyword(String name) {
    return new FieldSpec(name, FieldKind.KEYWORD, false, "", false, false);
  }

  /** Returns a text field with the schema's analyser. */
  public static FieldSpec text(String name) {
    return new FieldSpec(name, FieldKind.TEXT, false, "", false, false);
  }

  /** Returns a number field. */
  public static FieldSpec number(String name) {
    return new FieldSpec(name, FieldKind.LONG, true, "", false, false);
  }

  /** Returns this field with doc values. */
  public FieldSpec withDocValues() {
    return new FieldSpec(name, kind, true, analyzer, recorded, completions);
  }

  /** Returns this text field with an analyser of its own. */
  public FieldSpec withAnalyzer(String analyzerName) {
    return new FieldSpec(name, kind, docValues, analyzerName, recorded, completions);
  }

  /** Returns this field as one that the manifest repeats. */
  public FieldSpec inManifest() {
    return new FieldSpec(name, kind, docValues, analyzer, true, completions);
  }

  /** Returns this field as one whose values can be found by how they begin. */
  public FieldSpec withCompletions() {
    return new FieldSpec(name, kind, docValues, analyzer, recorded, true);
  }

  /**
   * Returns the name of Lucene's field that holds the completions of this one: unstored, part of
   * neither the schema's fields nor the digest, since it follows from the stored values.
   */
  public String completionField() {
    return name + COMPLETION_SUFFIX;
  }
}
