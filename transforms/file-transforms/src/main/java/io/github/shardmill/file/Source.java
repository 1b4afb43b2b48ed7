package io.github.shardmill.file;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A named root of files.
 *
 * @param name what document ids begin with; letters, digits, {@code _}, {@code .} and {@code -}
 * @param root the absolute location of the root as a URI ({@code file:///home/me/vault/}), so that
 *     a root whose name is not UTF-8 keeps its bytes
 */
public record Source(String name, String root) implements Serializable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  /** Checks the name. */
  public Source {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "source name '" + name + "' may hold letters, digits, '_', '.' and '-' only");
    }
  }
}
