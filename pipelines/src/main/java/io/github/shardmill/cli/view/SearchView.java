package io.github.shardmill.cli.view;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.SearchResult.Hit;
import io.github.shardmill.index.read.SearchResult.Mark;
import io.github.shardmill.index.read.SearchResult.Passage;
import io.github.shardmill.pipeline.FileSchema;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what a search found. JSON: see {@link SearchResult}. */
public final class SearchView {
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final String INDENT = "    ";
  private static final int PLACES_SHOWN = 3;

  /** Stand for the escapes while the text between them is made printable. */
  private static final char MARK_START = '\ue000';

  private static final char MARK_END = '\ue001';

  private static final Set<String> RUNNING_TEXT =
      Set.of(FileSchema.TITLE, FileSchema.CONTENT, FileSchema.AUTHOR);

  private final List<String> fields;
  private final boolean emphasis;

  /**
   * Prepares a view.
   *
   * @param fields what a person asked to see; none shows what one wants to know of a file
   * @param emphasis whether ids and what matched are set in bold
   */
  public SearchView(List<String> fields, boolean emphasis) {
    this.fields = List.copyOf(fields);
    this.emphasis = emphasis;
  }

  /** Prints hits for a person, then what was counted. */
  public void printText(SearchResult result, PrintWriter out) {
    out.println(heading(result));
    int rank = 0;
    for (Hit hit : result.hits()) {
      out.println();
      out.println(hitLine(++rank, hit));
      for (String line : fields.isEmpty() ? about(hit) : chosen(hit)) {
        out.println(INDENT + line);
      }
      for (Passage passage : hit.passages()) {
        out.println(INDENT + marked(passage));
      }
      if (hit.others() > 0) {
        out.println(INDENT + "and " + Quantity.count(hit.others()) + " more with the same bytes");
      }
    }
    FacetTables.print(result.facets(), out);
  }

  private static String heading(SearchResult result) {
    String total =
        (result.totalIsExact() ? "" : "at least ") + Quantity.count(result.total(), "hit");
    boolean cut = !result.hits().isEmpty() && result.hits().size() < result.total();
    return cut
        ? total + ", the best " + Quantity.count(result.hits().size()) + " are shown"
        : total;
  }

  private String hitLine(int rank, Hit hit) {
    String id = Printable.name(hit.id());
    return String.format(
        Locale.ROOT, "%d. %s  (%.3f)", rank, emphasis ? BOLD + id + PLAIN : id, hit.score());
  }

  /**
   * Returns the title, and in one line type, size and date, and how extraction ended if not well.
   */
  private static List<String> about(Hit hit) {
    List<String> lines = new ArrayList<>();
    if (hit.fields().containsKey(FileSchema.TITLE)) {
      lines.add(value(FileSchema.TITLE, hit));
    }
    List<String> facts = new ArrayList<>();
    for (String field : List.of(FileSchema.CONTENT_TYPE, FileSchema.SIZE, FileSchema.MODIFIED)) {
      if (hit.fields().containsKey(field)) {
        facts.add(value(field, hit));
      }
    }
    Object outcome = hit.fields().getOrDefault(FileSchema.OUTCOME, Outcome.OK.name());
    if (!outcome.equals(Outcome.OK.name())) {
      facts.add(outcome.toString());
    }
    if (!facts.isEmpty()) {
      lines.add(String.join(", ", facts));
    }
    places(hit).ifPresent(lines::add);
    return lines;
  }

  /** Returns where else the file is, if it is. */
  private static Optional<String> places(Hit hit) {
    Object duplicates = hit.fields().get(FileSchema.DUPLICATES);
    if (!(duplicates instanceof Number others) || !hit.fields().containsKey(FileSchema.LOCATION)) {
      return Optional.empty();
    }
    Object location = hit.fields().get(FileSchema.LOCATION);
    List<?> named = location instanceof List<?> several ? several : List.of(location);
    String shown =
        named.stream()
            .limit(PLACES_SHOWN)
            .map(place -> Printable.name(place.toString()))
            .collect(Collectors.joining(", "));
    long more = others.longValue() - Math.min(named.size(), PLACES_SHOWN);
    return Optional.of(
        "also " + shown + (more > 0 ? " and " + Quantity.count(more) + " more" : ""));
  }

  private List<String> chosen(Hit hit) {
    return fields.stream()
        .filter(hit.fields()::containsKey)
        .map(field -> field + ": " + value(field, hit))
        .toList();
  }

  private static String value(String field, Hit hit) {
    Object value = hit.fields().get(field);
    if (value instanceof List<?> several) {
      return several.stream().map(one -> printable(field, one)).collect(Collectors.joining(", "));
    }
    if (value instanceof Number number && FileSchema.DATES.contains(field)) {
      return Quantity.utc(number.longValue());
    }
    if (value instanceof Number number && field.equals(FileSchema.SIZE)) {
      return Quantity.bytes(number.longValue());
    }
    return printable(field, value);
  }

  /** Running text loses what does not print; in a name every character counts. */
  private static String printable(String field, Object value) {
    return RUNNING_TEXT.contains(field)
        ? Printable.text(value.toString())
        : Printable.name(value.toString());
  }

  private String marked(Passage passage) {
    String text = passage.text().replace(MARK_START, ' ').replace(MARK_END, ' ');
    StringBuilder marked = new StringBuilder();
    int done = 0;
    for (Mark mark : passage.marks()) {
      marked.append(text, done, mark.start()).append(MARK_START);
      marked.append(text, mark.start(), mark.end()).append(MARK_END);
      done = mark.end();
    }
    marked.append(text, done, text.length());
    return Printable.text(marked.toString())
        .replace(String.valueOf(MARK_START), emphasis ? BOLD : "")
        .replace(String.valueOf(MARK_END), emphasis ? PLAIN : "");
  }
}
