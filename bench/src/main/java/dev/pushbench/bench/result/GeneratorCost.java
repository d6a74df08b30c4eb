package dev.pushbench.bench.result;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What playing the users cost, beside CPU.
 *
 * @param allocatedBytes on the heap in the windows, for as long as they last, by all Java threads of all load generators
 * @param heapBytesPerUser after a collection, with the users there and nothing published, less before they came
 * @param connectAllNanos from the first user's asking for a connection until all were ready to receive, to within 2 ms
 */
public record GeneratorCost(long allocatedBytes, OptionalDouble heapBytesPerUser, OptionalLong connectAllNanos) {}
