package io.github.shardmill.broken.file;

import io.github.shardmill.broken.file.discover.DiscoveryInACycle;

/** One half of a cycle between packages. */
public record FileInACycle(DiscoveryInACycle next) {}
