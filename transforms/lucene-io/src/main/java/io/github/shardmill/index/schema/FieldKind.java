package io.github.shardmill.index.schema;

/** How the values of a field are indexed. Changing a field's kind needs a rebuild of the index. */
public enum FieldKind {
  /** One term per distinct value, exact, at most {@value FieldSpec#MAX_KEYWORD_BYTES} bytes. */
  KEYWORD,
  /** Analysed text with frequencies, positions and norms. One value. */
  TEXT,
  /** A 64-bit number: point, sorted doc value. One value. */
  LONG
}
