package io.github.shardmill.index.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.hash.Sha256;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ordered fields of an index. Immutable and safe to share between threads.
 *
 * <p>The engine adds {@value #ID} and {@value #ROOT} in front: keywords with doc values that hold
 * the id of each document and the id of the root document of its family. Behind the last field come
 * the completions of those that have them (see {@link FieldSpec#completionField}), and every
 * document carries {@value #DIGEST}, a binary doc value (see {@link
 * io.github.shardmill.index.DocumentDigester}).
 */
@JsonPropertyOrder({"fields", "analyzer", "searched", "status"})
public final class IndexSchema implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Field that holds the id of each document. */
  public static final String ID = "id";

  /** Field that holds the id of the root document of a family. */
  public static final String ROOT = "root";

  /** Binary doc value that holds the digest of the document. */
  public static final String DIGEST = "digest";

  private final List<FieldSpec> fields;
  private final String analyzer;
  private final List<String> searched;
  private final StatusRule status;
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Set<String> completionFields = new HashSet<>();

  @JsonCreator
  private IndexSchema(
      @JsonProperty("fields") List<FieldSpec> fields,
      @JsonProperty("analyzer") String analyzer,
      @JsonProperty("searched") List<String> searched,
      @JsonProperty("status") StatusRule status) {
    this.fields = List.copyOf(fields);
    this.analyzer = analyzer;
    this.searched = List.copyOf(searched);
    this.status = status;
    for (FieldSpec field : this.fields) {
      if (ordinals.put(field.name(), ordinals.size()) != null || field.name().equals(DIGEST)) {
        throw new IllegalArgumentException("field " + field.name() + " is declared twice");
      }
    }
    if (!has(ID) || ordinal(ID) != 0 || !has(ROOT) || ordinal(ROOT) != 1) {
      throw new IllegalArgumentException("a schema begins with " + ID + " and " + ROOT);
    }
    this.fields.stream()
        .filter(FieldSpec::completions)
        .map(FieldSpec::completionField)
        .forEach(completionFields::add);
    if (completionFields.stream().anyMatch(this::has)) {
      throw new IllegalArgumentException("completions of fields need " + completionFields);
    }
    NamedAnalyzers.check(analyzer);
    this.fields.stream()
        .map(FieldSpec::analyzer)
        .filter(name -> !name.isEmpty())
        .forEach(NamedAnalyzers::check);
    this.searched.forEach(this::field);
    if (status.isPresent() && field(status.field()).kind() != FieldKind.KEYWORD) {
      throw new IllegalArgumentException("the status is a keyword: " + status.field());
    }
    status.identity().forEach(this::field);
    status.noted().forEach(this::field);
  }

  /** Returns a schema of these fields, in this order, analysed by {@code standard}. */
  public static IndexSchema of(FieldSpec... fields) {
    List<FieldSpec> all = new ArrayList<>();
    all.add(FieldSpec.keyword(ID).withDocValues().inManifest());
    all.add(FieldSpec.keyword(ROOT).withDocValues());
    all.addAll(Arrays.asList(fields));
    return new IndexSchema(all, NamedAnalyzers.STANDARD, List.of(), StatusRule.NONE);
  }

  /** Returns this schema with another analyser for its text fields. */
  public IndexSchema withAnalyzer(String name) {
    return new IndexSchema(fields, name, searched, status);
  }

  /** Returns this schema with the fields that a query without field names looks at. */
  public IndexSchema withSearched(String... names) {
    return new IndexSchema(fields, analyzer, List.of(names), status);
  }

  /** Returns this schema with a status rule. */
  public IndexSchema withStatus(StatusRule rule) {
    return new IndexSchema(fields, analyzer, searched, rule);
  }

  /** Returns the fields in order, the engine's own included, {@value #DIGEST} not. */
  @JsonProperty
  public List<FieldSpec> fields() {
    return fields;
  }

  /** Returns the name of the analyser of text fields that have none of their own. */
  @JsonProperty
  public String analyzer() {
    return analyzer;
  }

  /** Returns the names of the fields that a query without field names looks at. */
  @JsonProperty
  public List<String> searched() {
    return searched;
  }

  /** Returns what a document's status means. */
  @JsonProperty
  public StatusRule status() {
    return status;
  }

  /**
   * Returns the position of a field in {@link #fields()}.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public int ordinal(String name) {
    Integer ordinal = ordinals.get(name);
    if (ordinal == null) {
      throw new IllegalArgumentException(
          "no field '" + name + "' in this schema; it has " + ordinals.keySet());
    }
    return ordinal;
  }

  /**
   * Returns a field by name.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public FieldSpec field(String name) {
    return fields.get(ordinal(name));
  }

  /** Returns whether there is a field of this name. */
  public boolean has(String name) {
    return ordinals.containsKey(name);
  }

  /** Returns whether Lucene's field of this name holds the completions of a field. */
  public boolean isCompletionField(String name) {
    return completionFields.contains(name);
  }

  /** Returns the schema as one line of JSON, the form in which a commit carries it. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if {@code json} is no schema
   */
  public static IndexSchema fromJson(String json) {
    try {
      IndexSchema schema = JSON.readValue(json, IndexSchema.class);
      if (schema == null) {
        throw new IllegalArgumentException("not a schema: " + json);
      }
      return schema;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a schema: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns SHA-256 over {@link #toJson} in hex: equal if and only if the schemas are. */
  public String fingerprint() {
    return Sha256.of(toJson().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IndexSchema that && toJson().equals(that.toJson());
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return toJson();
  }
}
