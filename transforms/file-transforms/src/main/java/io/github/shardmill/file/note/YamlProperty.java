package io.github.shardmill.file.note;

import java.util.List;

/**
 * A key of front matter with its values.
 *
 * @param key as written
 * @param values never blank; what is neither a value nor a list of values has none
 * @param isList whether it was written as a list
 */
record YamlProperty(String key, List<String> values, boolean isList) {
  YamlProperty {
    values = List.copyOf(values);
  }
}
