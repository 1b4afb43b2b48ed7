package io.github.shardmill.index;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and rankings of a part of a run, as data. The tallies of the parts add up to the run's, in
 * any order. Immutable.
 *
 * @param counts sums by name
 * @param rankings the {@value #RANKED} heaviest entries by name of the ranking, heaviest first
 */
public record Tally(SortedMap<String, Long> counts, SortedMap<String, List<Ranked>> rankings)
    implements Serializable {
  /** How many entries a ranking keeps. */
  public static final int RANKED = 50;

  /** Nothing counted. */
  public static final Tally EMPTY = new Tally(new TreeMap<>(), new TreeMap<>());

  /** Copies everything. */
  public Tally {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    SortedMap<String, List<Ranked>> copies = new TreeMap<>();
    rankings.forEach((ranking, entries) -> copies.put(ranking, List.copyOf(entries)));
    rankings = Collections.unmodifiableSortedMap(copies);
  }

  /** Returns a tally of these counts. */
  public static Tally ofCounts(Map<String, Long> counts) {
    return new Tally(new TreeMap<>(counts), new TreeMap<>());
  }

  /** Returns a count, 0 where nothing was counted. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Returns whether nothing was counted. */
  public boolean isEmpty() {
    return counts.isEmpty() && rankings.isEmpty();
  }

  /**
   * An entry of a ranking.
   *
   * @param name what is ranked
   * @param weight what it is ranked by
   */
  public record Ranked(String name, long weight) implements Serializable {
    static final Comparator<Ranked> HEAVIEST_FIRST =
        Comparator.comparingLong(Ranked::weight).reversed().thenComparing(Ranked::name);
  }

  /** Adds up. Not thread-safe. */
  public static final class Builder {
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final SortedMap<String, List<Ranked>> rankings = new TreeMap<>();

    /** Adds to a count. */
    public void count(String name, long amount) {
      counts.merge(name, amount, Math::addExact);
    }

    /** Offers an entry to a ranking. */
    public void rank(String ranking, String name, long weight) {
      List<Ranked> entries = rankings.computeIfAbsent(ranking, r -> new ArrayList<>());
      entries.add(new Ranked(name, weight));
      if (entries.size() >= 4 * RANKED) {
        cut(entries);
      }
    }

    /** Adds all of a tally. */
    public void add(Tally tally) {
      tally.counts.forEach(this::count);
      tally.rankings.forEach(
          (ranking, entries) -> entries.forEach(e -> rank(ranking, e.name(), e.weight())));
    }

    /** Returns the sum so far. */
    public Tally build() {
      rankings.values().forEach(Builder::cut);
      return new Tally(counts, rankings);
    }

    private static void cut(List<Ranked> entries) {
      entries.sort(Ranked.HEAVIEST_FIRST);
      if (entries.size() > RANKED) {
        entries.subList(RANKED, entries.size()).clear();
      }
    }
  }
}
