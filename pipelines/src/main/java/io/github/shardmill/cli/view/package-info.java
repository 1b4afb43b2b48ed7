/**
 * What the commands show: the values, and how they look as text and as JSON.
 *
 * <p>Values are immutable. A view only prints: it opens nothing and decides nothing. Text is for
 * people and may change; the names of the JSON are stable, because scripts read them. Whatever came
 * out of a file or its name is made safe for a terminal by {@link
 * io.github.shardmill.cli.view.Printable}.
 */
package io.github.shardmill.cli.view;
