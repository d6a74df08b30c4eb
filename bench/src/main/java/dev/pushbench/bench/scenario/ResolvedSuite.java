package dev.pushbench.bench.scenario;

/**
 * A suite after all overrides.
 *
 * @param yaml with every key: a file that gives the same suite again
 */
public record ResolvedSuite(Suite suite, String yaml) {}
