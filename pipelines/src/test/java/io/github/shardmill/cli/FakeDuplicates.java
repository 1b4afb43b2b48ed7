package io.github.shardmill.cli;

import io.github.shardmill.index.read.DuplicateDocument;
import io.github.shardmill.index.read.DuplicateGroup;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Hands over two groups, if there are to be any, and keeps what it was asked. */
final class FakeDuplicates {
  final List<DuplicateRequest> requests = new ArrayList<>();
  DuplicateTotals totals = new DuplicateTotals(12, 30, 7_000, 1);

  DuplicateTotals handOver(DuplicateRequest request, DuplicateList.Visitor visitor) {
    requests.add(request);
    try {
      for (int group = 1; group <= Math.min(2, totals.groups()); group++) {
        visitor.group(new DuplicateGroup("ab" + group, 2, 4_000, 2_000));
        visitor.document(new DuplicateDocument("n:a\n" + group, "n:a\n" + group, 2_000));
        visitor.document(new DuplicateDocument("n:b!/c", "n:b", 2_000));
      }
      return totals;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
