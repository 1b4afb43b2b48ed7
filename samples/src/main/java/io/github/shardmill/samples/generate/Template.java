package io.github.shardmill.samples.generate;

import java.util.Locale;

/** Fills format strings the same way everywhere: some locales have digits of their own. */
final class Template {
  private Template() {}

  /** Formats as {@link String#format} does, without a locale. */
  static String filled(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
