package dev.pushbench.bench.result;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What serving cost.
 *
 * @param perDelivery in the windows, for as long as they last
 * @param perUser with the users there and nothing published, less the same server before they came, by their number
 * @param holding at the end of the window
 * @param load of its JVM in the windows, likewise
 */
public record ServerCost(PerDelivery perDelivery, PerUser perUser, Holding holding, JvmLoad load) {
    /** Of the threads that run Java, for one delivery; empty where there were none. */
    OptionalDouble javaCpuNanosPerDelivery() {
        return PerDelivery.by(perDelivery.deliveries(), load.javaCpuNanos());
    }

    /**
     * Of the whole process: sums, so that those of several trials can be added before they are divided.
     *
     * @param deliveries that arrived at users meanwhile, by the generator's count
     * @param totalCpuNanos of all its threads, the JVM's own included
     * @param totalAllocatedBytes on the heap, by all Java threads
     */
    public record PerDelivery(long deliveries, long totalCpuNanos, long totalAllocatedBytes) {
        /** Of one delivery; empty where there were none. */
        public OptionalDouble cpuNanos() {
            return by(deliveries, totalCpuNanos);
        }

        /** Of one delivery; empty where there were none. */
        public OptionalDouble allocatedBytes() {
            return by(deliveries, totalAllocatedBytes);
        }

        PerDelivery plus(PerDelivery other) {
            return new PerDelivery(
                    deliveries + other.deliveries,
                    totalCpuNanos + other.totalCpuNanos,
                    totalAllocatedBytes + other.totalAllocatedBytes);
        }

        private static OptionalDouble by(long deliveries, long amount) {
            return deliveries <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) amount / deliveries);
        }
    }

    /**
     * @param heapBytes after a collection
     * @param rssBytes in RAM; the heap is touched beforehand, so that it shows in {@code heapBytes} and not here
     * @param kernelBytes half of what the kernel's objects and socket buffers grew by: the other half is the generator's end
     */
    public record PerUser(OptionalDouble heapBytes, OptionalDouble rssBytes, OptionalDouble kernelBytes) {}

    /** What the process holds. {@code connectionsAccepted} is its own count, the publisher's among them. */
    public record Holding(Optional<Long> threads, Optional<Long> openFiles, long connectionsAccepted) {}
}
