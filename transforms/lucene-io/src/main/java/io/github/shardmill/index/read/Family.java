package io.github.shardmill.index.read;

import java.util.Map;

/**
 * A root document with its family, as far as the manifest of a run describes them.
 *
 * @param id id of the root document
 * @param recorded its values of the fields that manifests repeat, by name in schema order, the id
 *     left out: a string, a number, or where there are several a list of them, sorted and each once
 * @param documents number of live documents of the family, the root included
 */
public record Family(String id, Map<String, Object> recorded, long documents) {}
