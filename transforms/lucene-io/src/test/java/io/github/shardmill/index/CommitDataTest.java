package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitDataTest {
  private static final CommitData DATA =
      new CommitData(
          "run-2",
          17,
          EngineRun.SCHEMA,
          LogicalDigest.parse("0".repeat(60) + "beef"),
          42,
          "ab".repeat(32),
          List.of("run-1", "run-2"),
          new Provenance(Provenance.Kind.UPDATE, 1_700_000_000_000L, -1, "cd".repeat(32)),
          "{\"inputs\":[]}");

  @Test
  void readsBackWhatItWrote() {
    assertThat(CommitData.fromUserData(DATA.toUserData()), equalTo(Optional.of(DATA)));
    CommitData first =
        new CommitData(
            "r",
            1,
            EngineRun.SCHEMA,
            LogicalDigest.ZERO,
            0,
            "00",
            List.of(),
            EngineRun.PROVENANCE,
            "{}");
    assertThat(CommitData.fromUserData(first.toUserData()), equalTo(Optional.of(first)));
  }

  @Test
  void leavesUserDataOfOthersAlone() {
    Map<String, String> data = new HashMap<>(Map.of("theirs", "x"));
    assertThat(CommitData.fromUserData(data), equalTo(Optional.empty()));
    data.putAll(DATA.toUserData());
    assertThat(CommitData.fromUserData(data), equalTo(Optional.of(DATA)));
    assertThat(data, aMapWithSize(1 + DATA.toUserData().size()));
  }

  @Test
  void formatOfANewerVersionIsRefused() {
    Map<String, String> data = DATA.toUserData();
    data.put("shardmill.format", "3");
    IllegalArgumentException newer =
        assertThrows(IllegalArgumentException.class, () -> CommitData.fromUserData(data));
    assertThat(newer.getMessage(), containsString("another version of Shardmill (format 3)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"token", "generation", "schema", "digest", "documents", "records", "tokens"})
  void missingPartIsNamed(String part) {
    Map<String, String> data = DATA.toUserData();
    data.remove("shardmill." + part);
    IllegalArgumentException damaged =
        assertThrows(IllegalArgumentException.class, () -> CommitData.fromUserData(data));
    assertThat(damaged.getMessage(), is("the commit's user data lacks shardmill." + part));
  }

  @ParameterizedTest
  @ValueSource(strings = {"generation", "schema", "digest", "documents"})
  void damagedPartIsRefused(String part) {
    Map<String, String> data = DATA.toUserData();
    data.put("shardmill." + part, "no");
    assertThrows(IllegalArgumentException.class, () -> CommitData.fromUserData(data));
  }

  @Test
  void countsForItsOwnGenerationOnly() {
    assertThat(DATA.isOf(17), is(true));
    assertThat(DATA.isOf(18), is(false));
  }
}
