package io.github.shardmill.cli.view;

import io.github.shardmill.index.read.FacetCounts;
import java.io.PrintWriter;
import java.util.List;

/** Shows the counts of facets, each as a table. Stateless. */
final class FacetTables {
  private FacetTables() {}

  static void print(List<FacetCounts> facets, PrintWriter out) {
    for (FacetCounts facet : facets) {
      out.println();
      Table table = new Table(facet.name(), ">documents");
      for (FacetCounts.Count count : facet.top()) {
        table.row(Printable.text(count.value()), Quantity.count(count.documents()));
      }
      if (facet.top().isEmpty()) {
        table.row("none", "");
      }
      table.print(out, "");
      long more = facet.values() - facet.top().size();
      if (more > 0) {
        out.println("and " + Quantity.count(more) + " more");
      }
    }
  }
}
