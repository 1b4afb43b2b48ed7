package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Turns the record of a run into a report: one HTML page that needs nothing but itself.
 *
 * <p>The page holds its style, its script and the plot library, so it works from a mail attachment
 * or a USB stick; it asks no network for anything, and a content security policy keeps it so.
 * Without script every figure can be read from its tables.
 */
public final class ReportPage {
  private static final PageTemplate TEMPLATE = PageTemplate.load();

  private ReportPage() {}

  /**
   * Returns the report of a run. Pure: the same record gives the same page, and no file is touched.
   * Fields that the record lacks, or that are of another type than expected, are left out of the
   * page. Text that cannot be read as a record gives a page that says so.
   *
   * @param runJson the text of {@code run.json}
   * @return the page as text, to be stored as UTF-8; about 230 kB and what the record adds
   */
  public static String render(String runJson) {
    RunRecord run = RunRecord.parse(Objects.requireNonNull(runJson, "runJson"));
    Throughput throughput = Throughput.of(run);
    List<Section> sections =
        sections(run, throughput).stream().filter(section -> !section.isEmpty()).toList();
    ObjectNode plots = JsonNodeFactory.instance.objectNode();
    sections.forEach(section -> section.addPlots(plots));
    PageHeader header = new PageHeader(run, throughput);
    return TEMPLATE.fill(
        Map.of(
            "title", header.title(),
            "header", header.html(),
            "cards", header.cards(),
            "contents", contents(sections),
            "sections", bodies(sections),
            "plots", ScriptJson.of(plots)));
  }

  private static List<Section> sections(RunRecord run, Throughput throughput) {
    return List.of(
        new AccountingSection(run),
        new GateSection(run),
        new ThroughputSection(throughput),
        StageSection.of(run),
        new TypeSection(TypeBreakdown.of(run)),
        new SizeSection(SizeHistogram.of(run)),
        ShardSection.of(run),
        WorkerSection.of(run),
        OutcomeSection.of(run),
        FailureSection.of(run),
        RankingSection.of(run, RankingSection.Kind.SLOWEST),
        RankingSection.of(run, RankingSection.Kind.LARGEST),
        new RunSection(run));
  }

  private static String contents(List<Section> sections) {
    if (sections.isEmpty()) {
      return "";
    }
    return sections.stream()
        .map(section -> "<li><a href=\"#" + section.id() + "\">" + section.title() + "</a></li>\n")
        .collect(
            Collectors.joining("", "<nav aria-label=\"Sections\">\n<ul>\n", "</ul>\n</nav>\n"));
  }

  private static String bodies(List<Section> sections) {
    return sections.stream().map(ReportPage::body).collect(Collectors.joining("\n"));
  }

  private static String body(Section section) {
    String heading = section.id() + "-heading";
    return "<section id=\""
        + section.id()
        + "\""
        + (section.isWide() ? " class=\"wide\"" : "")
        + " aria-labelledby=\""
        + heading
        + "\">\n<h2 id=\""
        + heading
        + "\">"
        + section.title()
        + "</h2>\n"
        + section.html()
        + "</section>\n";
  }
}
