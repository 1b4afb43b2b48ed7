package io.github.shardmill.cli;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/**
 * The names of Beam's options on the class path, read off the registered interfaces. Does not
 * initialise Beam's own option machinery, which takes longer than a usage error may.
 */
final class BeamOptionNames {
  private BeamOptionNames() {}

  /** Returns all names with their leading dashes, sorted. */
  static SortedSet<String> all() {
    SortedSet<String> names = new TreeSet<>();
    addTo(names, PipelineOptions.class);
    for (PipelineOptionsRegistrar registrar : ServiceLoader.load(PipelineOptionsRegistrar.class)) {
      registrar.getPipelineOptions().forEach(options -> addTo(names, options));
    }
    return names;
  }

  private static void addTo(SortedSet<String> names, Class<?> options) {
    for (Method method : options.getMethods()) {
      // Only what can be set is an option: a setter is what PipelineOptionsFactory looks for.
      if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
        names.add("--" + Introspector.decapitalize(method.getName().substring(3)));
      }
    }
  }
}
