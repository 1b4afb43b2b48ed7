package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.pipeline.FileWork.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places =
      new Places(new SourceLabels(Map.of("a", List.of("k=1"), "b", List.of("k=2"))));

  private static Member member(String source, String path) {
    return new Member(
        new Source(source, "file:///v/"), new FileEntry(RelativePath.of(path), 3, 5), false);
  }

  private static IndexDocument first() {
    return IndexDocument.withId("a:x/1.txt")
        .add(FileSchema.SOURCE, "a")
        .add(FileSchema.LABEL, "k=1")
        .add(FileSchema.PATH, "x/1.txt")
        .add(FileSchema.CONTENT, "text")
        .add(FileSchema.SHA256, "abc")
        .build();
  }

  @Test
  void itsOwnPlaceComesFirst() {
    IndexDocument all = places.standingFor(List.of(member("b", "2.md")), first());
    assertThat(all.values().get(FileSchema.SOURCE), contains("a", "b"));
    assertThat(all.values().get(FileSchema.LABEL), contains("k=1", "k=2"));
    assertThat(all.values().get(FileSchema.PATH), contains("x/1.txt", "2.md"));
    assertThat(all.values().get(FileSchema.LOCATION), contains("b:2.md"));
    assertThat(all.values().get(FileSchema.DUPLICATES), contains((Object) 1L));
    assertThat(all.values().get(FileSchema.CONTENT), contains("text"));
  }

  @Test
  void fileWithoutCopiesIsAsItWas() {
    IndexDocument alone = first();
    assertThat(places.standingFor(List.of(), alone), is(sameInstance(alone)));
  }

  @Test
  void soManyAreNamedAndAllAreCounted() {
    List<Member> others = new ArrayList<>();
    for (int i = 0; i <= Places.MOST_NAMED; i++) {
      others.add(member("b", i + ".txt"));
    }
    IndexDocument all = places.standingFor(others, first());
    assertThat(all.values().get(FileSchema.LOCATION).size(), is(Places.MOST_NAMED));
    assertThat(all.values().get(FileSchema.DUPLICATES), contains((Object) 10_001L));
  }

  @Test
  void copyHasEverythingButTheText() {
    IndexDocument copy = places.duplicate(member("b", "d/2.md"), "a:x/1.txt", first().values());
    assertThat(copy.id(), is("b:d/2.md"));
    assertThat(copy.values().get(FileSchema.NAME), contains("2.md"));
    assertThat(copy.values().get(FileSchema.LABEL), contains("k=2"));
    assertThat(copy.values().get(FileSchema.SHA256), contains("abc"));
    assertThat(copy.values().get(FileSchema.DUPLICATE_OF), contains("a:x/1.txt"));
    assertThat(copy.values().containsKey(FileSchema.CONTENT), is(not(true)));
  }
}
