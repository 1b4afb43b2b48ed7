package io.github.shardmill.pipeline.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.pipeline.read.ExceptionGroups.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExceptionGroupsTest {
  private final ExceptionGroups groups = new ExceptionGroups();

  private void add(String id, Outcome outcome, String cause) {
    Map<String, Object> noted = cause.isEmpty() ? Map.of() : Map.of("cause", cause);
    groups.add(new ExceptionEntry(id, id, outcome.name(), noted));
  }

  @Test
  void causesThatDifferInNumbersAreOneAndShowWhatTheyShare() {
    add("n:a", Outcome.CORRUPT, "bad offset 17");
    add("n:b", Outcome.CORRUPT, "bad offset 18");
    add("n:c", Outcome.CRASHED, "bad offset 17");
    assertThat(
        groups.groups(),
        contains(
            new Group(
                "CORRUPT", "bad offset #", Outcome.CORRUPT.advice(), 2, List.of("n:a", "n:b")),
            new Group("CRASHED", "bad offset 17", Outcome.CRASHED.advice(), 1, List.of("n:c"))));
  }

  @Test
  void sameCauseIsShownAsItIs() {
    add("n:a", Outcome.TIMED_OUT, "took longer than 5000 ms");
    add("n:b", Outcome.TIMED_OUT, "took longer than 5000 ms");
    assertThat(groups.groups().get(0).cause(), is("took longer than 5000 ms"));
  }

  @Test
  void largestGroupIsFirstAndNamesSomeOfItsFiles() {
    add("n:0", Outcome.CORRUPT, "");
    for (int i = 1; i <= 5; i++) {
      add("n:" + i, Outcome.UNSUPPORTED, "no parser for image/x-none");
    }
    Group first = groups.groups().get(0);
    assertThat(first.outcome(), is("UNSUPPORTED"));
    assertThat(first.files(), is(5L));
    assertThat(first.examples(), contains("n:1", "n:2", "n:3"));
    assertThat(groups.groups().get(1).cause(), is(""));
  }

  @Test
  void causesWithoutEndFillNoMemory() {
    for (int i = 0; i < 3 * ExceptionGroups.MAX_GROUPS; i++) {
      String word = i + "x".repeat(i);
      add("n:" + i, Outcome.CORRUPT, "unexpected " + word.replaceAll("[0-9]", "y"));
      add("m:" + i, Outcome.CRASHED, "unexpected " + word.replaceAll("[0-9]", "z"));
    }
    List<Group> all = groups.groups();
    assertThat(all.size(), lessThanOrEqualTo(ExceptionGroups.MAX_GROUPS + Outcome.values().length));
    assertThat(all.stream().mapToLong(Group::files).sum(), is(6L * ExceptionGroups.MAX_GROUPS));
    assertThat(
        all.stream().filter(group -> group.cause().equals(ExceptionGroups.OTHER)).toList(),
        hasSize(2));
  }

  @Test
  void nothingHasNoGroups() {
    assertThat(groups.groups(), is(empty()));
  }
}
