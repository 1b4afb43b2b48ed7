package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.Tally;
import io.github.shardmill.index.read.DocumentMarks;
import io.github.shardmill.pipeline.ComparedPart.Listing;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.Test;

class ComparedPartTest {
  @Test
  void partComesBackFromABeamCoder() throws Exception {
    DocumentMarks.Builder found = new DocumentMarks.Builder();
    found.add(300);
    found.add(7);
    Tally.Builder counted = new Tally.Builder();
    counted.count("unchanged", 2);
    ComparedPart part =
        new ComparedPart(found.build(), counted.build(), List.of(new Listing("notes", 9, 1)));
    SerializableCoder<ComparedPart> coder = SerializableCoder.of(ComparedPart.class);

    ComparedPart back =
        CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, part));

    assertThat(back.listings(), is(part.listings()));
    assertThat(back.tally(), is(part.tally()));
    FixedBitSet marked = new FixedBitSet(301);
    back.found().addTo(marked);
    assertThat(marked.cardinality(), is(2));
    assertThat(marked.get(7) && marked.get(300), is(true));
  }
}
