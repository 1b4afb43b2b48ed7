package io.github.shardmill.broken.remote;

import io.github.shardmill.broken.file.FileInACycle;

record RemoteThatKnowsFiles(FileInACycle file) {}
