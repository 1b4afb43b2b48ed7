/**
 * How what the commands show looks as text and as JSON.
 *
 * <p>A view only prints: it opens nothing and decides nothing. Text is for people and may change;
 * the names of the JSON are stable, because scripts read them. Where the engine's values have a
 * JSON form of their own, it is that. Whatever came out of a file or its name is made safe for a
 * terminal by {@link io.github.shardmill.cli.view.Printable}.
 */
package io.github.shardmill.cli.view;
