package io.github.shardmill.pipeline;

import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Upkeep;

/**
 * Settings of an earlier run that a later one goes by unless a person says otherwise.
 *
 * @param filters which files were left out
 * @param extraction limits for one file
 * @param analyzer of title and content
 * @param upkeep what becomes of commits and segments
 */
public record RememberedSettings(
    Filters filters, Extraction extraction, String analyzer, Upkeep upkeep) {}
