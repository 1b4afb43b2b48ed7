package io.github.shardmill.cli.view;

import io.github.shardmill.index.read.SuggestResult;
import io.github.shardmill.index.read.SuggestResult.Suggestion;
import java.io.PrintWriter;

/** Shows what may be meant. JSON: see {@link SuggestResult}. */
public final class SuggestView {
  private final String kind;

  /**
   * Prepares a view.
   *
   * @param kind what one suggestion is called
   */
  public SuggestView(String kind) {
    this.kind = kind;
  }

  /** Prints a line for each suggestion, and one if there are none. */
  public void printText(SuggestResult result, PrintWriter out) {
    if (result.suggestions().isEmpty()) {
      out.println("no " + kind + " begins like this");
      return;
    }
    Table table = new Table(">documents", kind);
    for (Suggestion suggestion : result.suggestions()) {
      table.row(Quantity.count(suggestion.documents()), Printable.text(suggestion.value()));
    }
    table.print(out, "");
    if (!result.exhaustive()) {
      out.println("more begin like this than were looked at; a longer beginning tells them apart");
    }
  }
}
