package dev.pushbench.bench.host;

import dev.pushbench.server.stats.ServerFigures;

/** A server and its JVM at an instant. */
public record ServerSample(ServerFigures server, JvmFigures jvm) {}
