package io.github.shardmill;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rules of who may import whom, for a house that stands below one root package.
 *
 * <p>Rooms that are not built yet break no rule; a class outside every room does.
 */
final class LayeringRules {
  private static final Map<String, List<String>> ROOMS_THAT_A_ROOM_IMPORTS =
      Map.of(
          "remote", List.of("remote"),
          "index", List.of("index", "remote"),
          "file", List.of("file", "remote"),
          "io", List.of("io", "index", "remote"),
          "pipeline", List.of("pipeline", "io", "index", "file", "remote"),
          "cli", List.of("cli", "pipeline", "io", "index", "file", "remote"));

  private static final Map<String, List<String>> ROOMS_THAT_KNOW_A_LIBRARY =
      Map.of(
          "org.apache.beam", List.of("file", "io", "remote", "pipeline", "cli"),
          "org.apache.beam.sdk.options", List.of("remote", "pipeline", "cli"),
          "org.apache.lucene", List.of("index", "io", "pipeline", "cli"),
          "org.apache.tika", List.of("file.extract"),
          "org.snakeyaml", List.of("file.note"),
          "picocli", List.of("cli"),
          // Beam, Tika and Flink each bring another version of Guava
          "com.google.common", List.of(),
          "org.apache.beam.vendor", List.of());

  private final String root;

  LayeringRules(String root) {
    this.root = root;
  }

  /** Returns every rule under a short name. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new TreeMap<>();
    rules.put("every class has a room", everyClassHasARoom());
    ROOMS_THAT_A_ROOM_IMPORTS.forEach(
        (room, others) -> rules.put(room + " imports " + others, importsOnly(room, others)));
    ROOMS_THAT_KNOW_A_LIBRARY.forEach(
        (library, rooms) -> rules.put(library + " in " + rooms, libraryOnlyIn(library, rooms)));
    rules.put("no cycles", slices().matching(root + ".(**)").should().beFreeOfCycles());
    rules.replaceAll((name, rule) -> rule.allowEmptyShould(true));
    return rules;
  }

  private ArchRule everyClassHasARoom() {
    return classes()
        .should()
        .resideInAnyPackage(packages(ROOMS_THAT_A_ROOM_IMPORTS.keySet().stream()));
  }

  private ArchRule importsOnly(String room, List<String> others) {
    return noClasses()
        .that()
        .resideInAPackage(packageOf(room))
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..").and(not(resideInAnyPackage(packages(others.stream())))));
  }

  private ArchRule libraryOnlyIn(String library, List<String> rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages(rooms.stream()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..");
  }

  private String[] packages(Stream<String> rooms) {
    return rooms.map(this::packageOf).toArray(String[]::new);
  }

  private String packageOf(String room) {
    return root + "." + room + "..";
  }
}
