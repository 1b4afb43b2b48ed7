package io.github.shardmill.pipeline;

import io.github.shardmill.index.Retention;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;

/**
 * Settings of an earlier run that a later one goes by unless a person says otherwise.
 *
 * @param filters which files were left out
 * @param extraction limits for one file
 * @param analyzer of title and content
 * @param retention which earlier commits stay
 */
public record RememberedSettings(
    Filters filters, Extraction extraction, String analyzer, Retention retention) {}
