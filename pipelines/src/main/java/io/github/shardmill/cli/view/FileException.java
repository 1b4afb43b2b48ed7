package io.github.shardmill.cli.view;

/**
 * A file whose outcome is not OK.
 *
 * @param id document id
 * @param outcome name of the outcome
 * @param contentType the type by content
 * @param size bytes
 * @param cause one line that says why
 * @param advice what to do about it
 */
public record FileException(
    String id, String outcome, String contentType, long size, String cause, String advice) {}
