package dev.pushbench.bench.alternatives;

/**
 * What the process of a crowd is to do.
 *
 * @param warmups broadcasts before it is measured
 * @param broadcasts that are measured
 */
record CrowdOrder(Engine engine, Gathering gathering, int warmups, int broadcasts) {}
