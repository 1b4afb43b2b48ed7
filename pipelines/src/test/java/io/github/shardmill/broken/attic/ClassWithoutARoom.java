package io.github.shardmill.broken.attic;

record ClassWithoutARoom(String purpose) {}
