package io.github.shardmill.pipeline;

/** The version of this program. */
final class ProgramVersion {
  private ProgramVersion() {}

  /** Returns the version in the jar's manifest; {@code development} outside of a jar. */
  static String current() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
