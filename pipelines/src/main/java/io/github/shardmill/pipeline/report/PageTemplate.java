package io.github.shardmill.pipeline.report;

import io.github.shardmill.index.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page without its contents: markup, style, script and the plot library, read from the class
 * path. Immutable.
 */
final class PageTemplate {
  /** Changes with the library's version in the pom; a test fails when the two part. */
  private static final String LIBRARY =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  /** Would make a browser's tools look for a file beside the page. */
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  private final String markup;
  private final Map<String, String> fixedParts;

  private PageTemplate(String markup, Map<String, String> fixedParts) {
    this.markup = markup;
    this.fixedParts = fixedParts;
  }

  /**
   * Reads the template.
   *
   * @throws IllegalStateException if a resource is missing: the program is packaged wrongly
   */
  static PageTemplate load() {
    String style = resource("report.css");
    String script = resource("report.js");
    String library = SOURCE_MAP.matcher(resource(LIBRARY)).replaceAll("").strip();
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
            + hash(style)
            + "; script-src "
            + hash(library)
            + " "
            + hash(script);
    return new PageTemplate(
        resource("report.html"),
        Map.of("style", style, "script", script, "library", library, "policy", policy));
  }

  /**
   * Returns the page with every slot filled. Only the template's own slots are: a value that looks
   * like a slot stays as it is.
   *
   * @param parts markup by slot, escaped
   */
  String fill(Map<String, String> parts) {
    Matcher slot = SLOT.matcher(markup);
    StringBuilder page = new StringBuilder(400_000);
    int filled = 0;
    while (slot.find()) {
      String name = slot.group(1);
      String part = parts.getOrDefault(name, fixedParts.get(name));
      if (part == null) {
        throw new IllegalStateException("nothing fills the slot " + name);
      }
      page.append(markup, filled, slot.start()).append(part);
      filled = slot.end();
    }
    return page.append(markup, filled, markup.length()).toString();
  }

  /** Returns the source expression under which a policy allows exactly this script or style. */
  private static String hash(String text) {
    byte[] digest = Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      // A browser hashes a script with its line ends normalised.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
