package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;

/** Describes the fields of an index that came without a schema. Stateless. */
final class ForeignSchema {
  private static final Set<String> RESERVED =
      Set.of(IndexSchema.ID, IndexSchema.ROOT, IndexSchema.DIGEST);

  private ForeignSchema() {}

  /**
   * Returns a schema of the fields that can be searched: text where positions are indexed, which a
   * query without field names looks at; keywords where only terms are; numbers where points are
   * eight bytes. Plain terms that are named as the completions of a keyword or text are taken for
   * them. How the text was analysed cannot be told; the standard analyser is assumed.
   */
  static IndexSchema of(FieldInfos infos) {
    List<FieldSpec> fields = new ArrayList<>();
    List<String> searched = new ArrayList<>();
    for (FieldInfo info : infos) {
      if (RESERVED.contains(info.name) || isCompletion(info, infos)) {
        continue;
      }
      field(info).map(field -> completed(field, infos)).ifPresent(fields::add);
      if (hasPositions(info)) {
        searched.add(info.name);
      }
    }
    return IndexSchema.of(fields.toArray(new FieldSpec[0]))
        .withSearched(searched.toArray(new String[0]));
  }

  private static Optional<FieldSpec> field(FieldInfo info) {
    if (hasPositions(info)) {
      return Optional.of(FieldSpec.text(info.name));
    }
    if (info.getIndexOptions() != IndexOptions.NONE) {
      FieldSpec keyword = FieldSpec.keyword(info.name);
      boolean sorted = info.getDocValuesType() == DocValuesType.SORTED_SET;
      return Optional.of(sorted ? keyword.withDocValues() : keyword);
    }
    if (info.getPointDimensionCount() == 1 && info.getPointNumBytes() == Long.BYTES) {
      return Optional.of(FieldSpec.number(info.name));
    }
    return Optional.empty();
  }

  private static boolean isCompletion(FieldInfo info, FieldInfos infos) {
    int base = info.name.length() - FieldSpec.COMPLETION_SUFFIX.length();
    FieldInfo completed =
        base > 0 && info.name.endsWith(FieldSpec.COMPLETION_SUFFIX)
            ? infos.fieldInfo(info.name.substring(0, base))
            : null;
    return completed != null
        && completed.getIndexOptions() != IndexOptions.NONE
        && FieldShape.isPlainTerms(info);
  }

  private static FieldSpec completed(FieldSpec field, FieldInfos infos) {
    FieldInfo completion = infos.fieldInfo(field.completionField());
    return completion != null && isCompletion(completion, infos) ? field.withCompletions() : field;
  }

  private static boolean hasPositions(FieldInfo info) {
    return info.getIndexOptions().compareTo(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS) >= 0;
  }
}
