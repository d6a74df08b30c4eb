package dev.pushbench.bench.alternatives;

/**
 * What a process used, that of a crowd or of its server.
 *
 * @param cpuNanos of all its threads for the measured broadcasts, the publisher's among them
 * @param javaCpuNanos of those that run Java: compilers and collectors do not count
 * @param allocatedBytes on the heap, for the measured broadcasts
 * @param heapBytes that its users added, after a collection
 * @param rssBytes that its users added to its memory outside of the heap
 * @param threads there were with all users connected
 */
record CrowdFigures(
        long cpuNanos, long javaCpuNanos, long allocatedBytes, long heapBytes, long rssBytes, long threads) {}
