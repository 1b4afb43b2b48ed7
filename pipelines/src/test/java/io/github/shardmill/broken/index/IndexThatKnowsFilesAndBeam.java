package io.github.shardmill.broken.index;

import io.github.shardmill.broken.file.FileInACycle;
import org.apache.beam.sdk.values.PCollection;

record IndexThatKnowsFilesAndBeam(FileInACycle file, PCollection<String> beam) {}
