package io.github.shardmill.index.mutation;

import java.io.Serializable;

/**
 * Maps an element to any number of mutations. One instance serves one thread.
 *
 * @param <T> type of the elements
 */
@FunctionalInterface
public interface MutationMapper<T> extends Serializable {
  /**
   * Maps one element. Bad input belongs in a document that says so; an exception means that the
   * environment failed, and fails the bundle.
   */
  void map(T element, MutationEmitter emitter) throws Exception;

  /** Returns what the step that maps is called where people see the steps of a run. */
  default String stepName() {
    return "SpoolMutations";
  }

  /** Called once before the first element, on the worker. */
  default void setUp() throws Exception {}

  /** Called when the instance is no longer needed; not guaranteed. */
  default void tearDown() throws Exception {}
}
