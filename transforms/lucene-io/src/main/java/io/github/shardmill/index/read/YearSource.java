package io.github.shardmill.index.read;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValues;
import org.apache.lucene.search.LongValuesSource;

/** The year, in UTC, of the first of some fields of milliseconds that a document has. Immutable. */
final class YearSource extends LongValuesSource {
  private final List<String> fields;

  YearSource(List<String> fields) {
    this.fields = List.copyOf(fields);
  }

  @Override
  public LongValues getValues(LeafReaderContext leaf, DoubleValues scores) throws IOException {
    List<SortedNumericDocValues> columns = new ArrayList<>();
    for (String field : fields) {
      columns.add(DocValues.getSortedNumeric(leaf.reader(), field));
    }
    return new LongValues() {
      private long year;

      @Override
      public boolean advanceExact(int document) throws IOException {
        for (SortedNumericDocValues column : columns) {
          if (column.advanceExact(document)) {
            year = Instant.ofEpochMilli(column.nextValue()).atOffset(ZoneOffset.UTC).getYear();
            return true;
          }
        }
        return false;
      }

      @Override
      public long longValue() {
        return year;
      }
    };
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public LongValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext leaf) {
    return DocValues.isCacheable(leaf, fields.toArray(new String[0]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof YearSource that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "year of " + fields;
  }
}
