package dev.pushbench.bench.alternatives;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one side of a trial cost.
 *
 * @param cpuMicros for a delivery, of the threads that run Java
 * @param processCpuMicros for a delivery, of all threads of the process
 * @param allocatedBytes for a delivery
 * @param heapKilobytes for a user, after a collection
 * @param rssKilobytes for a user, outside of the heap
 * @param threads of the process
 */
record Cost(
        double cpuMicros,
        double processCpuMicros,
        double allocatedBytes,
        double heapKilobytes,
        double rssKilobytes,
        double threads) {
    private static final double MICRO = 1e3;
    private static final double KILOBYTE = 1024;

    static Cost of(CrowdFigures figures, long deliveries, int users) {
        return new Cost(
                figures.javaCpuNanos() / MICRO / deliveries,
                figures.cpuNanos() / MICRO / deliveries,
                (double) figures.allocatedBytes() / deliveries,
                figures.heapBytes() / KILOBYTE / users,
                figures.rssBytes() / KILOBYTE / users,
                figures.threads());
    }

    /** Names and figures, in the order of a row. */
    enum Column {
        CPU_US_PER_DELIVERY(Cost::cpuMicros),
        PROCESS_CPU_US_PER_DELIVERY(Cost::processCpuMicros),
        ALLOC_BYTES_PER_DELIVERY(Cost::allocatedBytes),
        HEAP_KB_PER_USER(Cost::heapKilobytes),
        RSS_KB_PER_USER(Cost::rssKilobytes),
        THREADS(Cost::threads);

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final ToDoubleFunction<Cost> figure;

        Column(ToDoubleFunction<Cost> figure) {
            this.figure = figure;
        }

        double of(Cost cost) {
            return figure.applyAsDouble(cost);
        }

        static List<Column> all() {
            return List.of(values());
        }
    }
}
