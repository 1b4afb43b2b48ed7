/**
 * What the commands of the samples have in common on the command line. Nothing else belongs here;
 * the rival, which is to be read by itself, has its own.
 */
package io.github.shardmill.samples;
