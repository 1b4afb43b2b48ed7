package io.github.shardmill.pipeline.report;

import java.util.List;

/** What each of several workers did; nothing for a run of one process. */
record WorkerSection(List<Worker> workers) implements Section {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  /** Longer tables are folded away. */
  private static final int MAX_OPEN_ROWS = 16;

  WorkerSection {
    workers = List.copyOf(workers);
  }

  /**
   * One worker; what the record leaves out is zero.
   *
   * @param work what it did with files
   * @param shards that it built
   * @param documents of its shards
   * @param buildSeconds that its threads spent building them
   */
  record Worker(String name, Work work, long shards, long documents, double buildSeconds) {
    /**
     * What a worker did with files.
     *
     * @param seconds that its threads spent with them
     */
    record Work(long files, long bytes, double seconds) {}

    static Worker of(RunRecord worker) {
      return new Worker(
          worker.text("worker").orElse(""),
          new Work(
              worker.count("files").orElse(0),
              worker.count("bytes").orElse(0),
              worker.number("seconds").orElse(0)),
          worker.count("shards").orElse(0),
          worker.count("documents").orElse(0),
          worker.number("buildSeconds").orElse(0));
    }
  }

  static WorkerSection of(RunRecord run) {
    return new WorkerSection(run.list("workers").stream().map(Worker::of).toList());
  }

  @Override
  public String id() {
    return "workers";
  }

  @Override
  public String title() {
    return "Workers";
  }

  @Override
  public boolean isEmpty() {
    return workers.size() < 2;
  }

  @Override
  public String html() {
    HtmlTable table =
        new HtmlTable(
            "What each process did; times are of all its threads together",
            "Worker",
            "Files",
            "Read",
            "Time with files",
            "MB/s per thread",
            "Shards",
            "Documents",
            "Time with shards");
    for (Worker worker : workers) {
      Worker.Work work = worker.work();
      double megabytes = work.bytes() / BYTES_PER_MEGABYTE;
      String rate = work.seconds() == 0 ? "" : Quantity.threeDigits(megabytes / work.seconds());
      table.row(
          Cell.text(worker.name()),
          Cell.count(work.files()),
          Cell.number(Quantity.bytes(work.bytes())),
          Cell.number(Quantity.duration(work.seconds() * 1_000)),
          Cell.number(rate),
          Cell.count(worker.shards()),
          Cell.count(worker.documents()),
          Cell.number(Quantity.duration(worker.buildSeconds() * 1_000)));
    }
    return workers.size() > MAX_OPEN_ROWS ? table.folded() : table.html();
  }
}
