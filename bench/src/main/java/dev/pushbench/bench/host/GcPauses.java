package dev.pushbench.bench.host;

/** How often and for how long collections stopped the whole JVM. A pause may be told in parts, each of which counts. */
public record GcPauses(long count, long totalNanos, long maxNanos) {}
