package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Random;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentMarksTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000, 5_000_000})
  void everySetComesBackAfterItTravelled(int size) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      FixedBitSet expected = new FixedBitSet(size);
      DocumentMarks.Builder builder = new DocumentMarks.Builder();
      for (int marks = random.nextInt(200); marks > 0; marks--) {
        // In any order, some twice, the first and the last among them at times.
        int document = random.nextInt(5) == 0 ? size - 1 : random.nextInt(size);
        expected.set(document);
        builder.add(document);
      }
      FixedBitSet marked = new FixedBitSet(size);
      SerializableUtils.clone(builder.build()).addTo(marked);
      assertThat("size " + size + ", seed " + seed, marked, is(expected));
    }
  }

  @Test
  void setsAddUp() {
    DocumentMarks.Builder some = new DocumentMarks.Builder();
    some.add(0);
    some.add(128);
    DocumentMarks.Builder others = new DocumentMarks.Builder();
    others.add(127);
    others.add(128);
    FixedBitSet marked = new FixedBitSet(129);
    some.build().addTo(marked);
    others.build().addTo(marked);
    new DocumentMarks.Builder().build().addTo(marked);
    assertThat(marked.cardinality(), is(3));
  }

  @Test
  void neighboursTakeAByteEach() throws IOException {
    DocumentMarks.Builder builder = new DocumentMarks.Builder();
    for (int document = 0; document < 100_000; document++) {
      builder.add(document);
    }
    assertThat(bytes(builder.build()).length, is(lessThan(100_500)));
  }

  private static byte[] bytes(DocumentMarks marks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(marks);
    }
    return bytes.toByteArray();
  }
}
