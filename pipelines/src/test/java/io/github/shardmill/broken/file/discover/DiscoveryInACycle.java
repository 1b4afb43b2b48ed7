package io.github.shardmill.broken.file.discover;

import io.github.shardmill.broken.file.FileInACycle;
import io.github.shardmill.broken.io.IoThatKnowsOptionsAndPipelines;

/** The other half of the cycle; it knows the index's Beam side, too. */
public record DiscoveryInACycle(FileInACycle previous, IoThatKnowsOptionsAndPipelines io) {}
