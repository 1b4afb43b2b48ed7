package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
  @Test
  void onlyTheNearestAreGiven() {
    assertThat(
        Suggestions.near("--shads", List.of("--shades", "--shards", "--shapes", "--input")),
        contains("--shades", "--shards"));
  }

  @Test
  void swappedNeighboursAreOneMistake() {
    assertThat(Suggestions.distance("ab", "ba"), is(1));
    assertThat(Suggestions.near("--idnex", List.of("--index")), contains("--index"));
  }

  @Test
  void aBeginningIsNearHoweverMuchIsMissing() {
    assertThat(
        Suggestions.near("--max-ex", List.of("--max-exceptions")), contains("--max-exceptions"));
  }

  @Test
  void caseIsNoMistake() {
    assertThat(Suggestions.near("English", List.of("english")), contains("english"));
  }

  @Test
  void dashesAloneMakeNothingNear() {
    assertThat(Suggestions.near("--a", List.of("--bc", "--prune")), is(empty()));
  }

  @Test
  void severalAreJoined() {
    assertThat(
        Suggestions.sentence("--shard", List.of("--share", "--shards")),
        is(" Did you mean '--shards' or '--share'?"));
  }
}
