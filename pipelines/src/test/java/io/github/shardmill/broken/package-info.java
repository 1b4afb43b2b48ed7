/**
 * A house that breaks the rules of imports on purpose, so that {@code LayeringTest} can show that
 * each kind of rule reports what it forbids. Nothing here runs.
 */
package io.github.shardmill.broken;
