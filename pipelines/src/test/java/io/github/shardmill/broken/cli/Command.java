package io.github.shardmill.broken.cli;

/** A command that is called from below. */
public record Command(String name) {}
