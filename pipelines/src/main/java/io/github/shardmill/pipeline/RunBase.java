package io.github.shardmill.pipeline;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.RunPlan.Mode;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import java.util.Optional;

/**
 * What a run finds in the index and makes of it. Immutable.
 *
 * @param mode what the commit does to the documents that are there
 * @param generation of the commit that the run is based on, -1 for none
 * @param before what that commit carries, if its documents may be used; empty otherwise
 * @param compares whether files that are gone are looked for before they vanish from the index
 * @param needsWhole whether sources must be listed as a whole, since files that are not found
 *     vanish and nobody can say which
 * @param notice what a person should know about it, one line; empty for nothing
 * @param finished what interrupted runs had finished, for this one to go on from
 */
record RunBase(
    Mode mode,
    long generation,
    Optional<CarriedSettings> before,
    boolean compares,
    boolean needsWhole,
    String notice,
    Optional<FinishedResults> finished) {

  /**
   * Decides.
   *
   * @param settings of the run
   * @param base what the index is at
   * @throws BuildRefusedException if it cannot be updated
   */
  static RunBase of(BuildSettings settings, Base base) {
    Continuation continuation = settings.continuation();
    IndexSchema schema = settings.indexing().schema();
    Optional<CarriedSettings> carried =
        continuation.fresh()
            ? Optional.empty()
            : base.data().flatMap(data -> CarriedSettings.fromJson(data.carried()));
    boolean isOurs = base.data().map(data -> data.isOf(base.generation())).orElse(false);
    boolean usable = isOurs && sameKinds(base.data().get().schema(), schema);
    Optional<CarriedSettings> before = carried.filter(found -> usable);
    if (base.generation() < 0 || !continuation.isUpdate()) {
      return new RunBase(
          Mode.REPLACE, base.generation(), before, false, false, "", Optional.empty());
    }
    if (carried.isEmpty()) {
      throw new BuildRefusedException(
          Reason.USAGE,
          "the index was not made by shardmill from files; build one in another directory");
    }
    RunBase update = ofUpdate(settings, base, before);
    if (update.rebuilds() && continuation.retry().only().isPresent()) {
      throw new BuildRefusedException(
          Reason.USAGE, update.notice() + " first, by 'shardmill update'; then try files again");
    }
    return update;
  }

  private static RunBase ofUpdate(
      BuildSettings settings, Base base, Optional<CarriedSettings> before) {
    CommitData data = base.data().orElseThrow();
    if (before.isEmpty()) {
      String why =
          data.isOf(base.generation())
              ? "the fields of the index are of other kinds than this version's"
              : "another program changed the index";
      return new RunBase(
          Mode.REPLACE,
          base.generation(),
          before,
          false,
          true,
          why + ": it is built again from the sources",
          Optional.empty());
    }
    boolean sameSchema = data.schema().equals(settings.indexing().schema());
    boolean sameDuplicates = before.get().filters().duplicates() == settings.filters().duplicates();
    if (sameSchema && sameDuplicates) {
      return new RunBase(Mode.UPDATE, base.generation(), before, true, false, "", Optional.empty());
    }
    String why =
        sameSchema
            ? "files with the same bytes are to be treated in another way"
            : "fields or analysers changed";
    return new RunBase(
        Mode.REPLACE,
        base.generation(),
        before,
        true,
        false,
        why + ": the index is built again from its own text",
        Optional.empty());
  }

  /** Returns whether values of one schema can be taken for those of another. */
  private static boolean sameKinds(IndexSchema before, IndexSchema now) {
    for (FieldSpec field : now.fields()) {
      if (before.has(field.name()) && before.field(field.name()).kind() != field.kind()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the same with results to go on from. */
  RunBase withFinished(FinishedResults results) {
    return new RunBase(
        mode, generation, before, compares, needsWhole, notice, Optional.of(results));
  }

  /** Returns the same with one thing more that a person should know. */
  RunBase withNotice(String more) {
    String both = notice.isEmpty() ? more : notice + "; " + more;
    return new RunBase(mode, generation, before, compares, needsWhole, both, finished);
  }

  /** Returns whether documents of the commit are written again instead of staying. */
  boolean rebuilds() {
    return mode == Mode.REPLACE;
  }
}
