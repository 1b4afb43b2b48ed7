package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;

/** Compares how fields are indexed with how their schema says they are. Stateless. */
final class FieldShape {
  private FieldShape() {}

  /** Returns what does not fit, one line for each field, sorted. */
  static Set<String> deviations(FieldInfos infos, IndexSchema schema) {
    Set<String> deviations = new TreeSet<>();
    for (FieldInfo info : infos) {
      if (info.name.equals(IndexSchema.DIGEST)) {
        if (info.getDocValuesType() != DocValuesType.BINARY) {
          deviations.add(info.name + ": not a binary doc value");
        }
      } else if (schema.isCompletionField(info.name)) {
        if (!isPlainTerms(info)) {
          deviations.add(info.name + ": not indexed as completions");
        }
      } else if (!schema.has(info.name)) {
        deviations.add(info.name + ": not in the schema");
      } else if (!fits(info, schema.field(info.name))) {
        deviations.add(info.name + ": not indexed as " + schema.field(info.name).kind());
      }
    }
    return deviations;
  }

  /** Returns whether a field is indexed as exact terms and nothing else. */
  static boolean isPlainTerms(FieldInfo info) {
    return info.getIndexOptions() == IndexOptions.DOCS
        && info.getDocValuesType() == DocValuesType.NONE
        && info.getPointDimensionCount() == 0
        && !info.hasVectorValues();
  }

  private static boolean fits(FieldInfo info, FieldSpec field) {
    IndexOptions options =
        switch (field.kind()) {
          case KEYWORD -> IndexOptions.DOCS;
          case TEXT -> IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;
          case LONG -> IndexOptions.NONE;
        };
    DocValuesType docValues =
        switch (field.kind()) {
          case KEYWORD -> field.docValues() ? DocValuesType.SORTED_SET : DocValuesType.NONE;
          case TEXT -> DocValuesType.NONE;
          case LONG -> DocValuesType.SORTED_NUMERIC;
        };
    boolean number = field.kind() == FieldKind.LONG;
    return info.getIndexOptions() == options
        && info.getDocValuesType() == docValues
        && info.getPointDimensionCount() == (number ? 1 : 0)
        && info.getPointNumBytes() == (number ? Long.BYTES : 0)
        && !info.hasVectors()
        && !info.hasVectorValues();
  }
}
