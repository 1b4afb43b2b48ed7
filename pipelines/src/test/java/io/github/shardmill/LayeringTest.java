package io.github.shardmill;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports run one way. A house built wrong on purpose shows that the rules would notice. */
class LayeringTest {
  private static final String ROOT = "io.github.shardmill";
  private static final String BROKEN_ROOT = ROOT + ".broken";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<Arguments> rules() {
    return new LayeringRules(ROOT)
        .all().entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theHouseKeepsTheRule(String name, ArchRule rule) {
    rule.check(HOUSE);
  }

  @Test
  void theModulesAreSeen() {
    Set<String> packages =
        HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(packages, hasItems(ROOT + ".index", ROOT + ".file"));
  }

  @Test
  void aBrokenHouseIsReported() {
    JavaClasses broken = new ClassFileImporter().importPackages(BROKEN_ROOT);
    Map<String, ArchRule> rules = new LayeringRules(BROKEN_ROOT).all();

    Set<String> reported = new TreeSet<>();
    rules.forEach(
        (name, rule) -> {
          if (rule.evaluate(broken).hasViolation()) {
            reported.add(name);
          }
        });

    assertThat(
        reported,
        is(
            Set.of(
                "every class has a room",
                "remote imports [remote]",
                "index imports [index, remote]",
                "file imports [file, remote]",
                "io imports [io, index, remote]",
                "pipeline imports [pipeline, io, index, file, remote]",
                "org.apache.beam in [file, io, remote, pipeline, cli]",
                "org.apache.beam.sdk.options in [remote, pipeline, cli]",
                "picocli in [cli]",
                "no cycles")));
  }
}
