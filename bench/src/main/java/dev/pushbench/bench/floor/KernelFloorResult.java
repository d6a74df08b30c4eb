package dev.pushbench.bench.floor;

import java.util.List;

/**
 * What the kernel took of a broadcast.
 *
 * @param messages in the window, over all users; above 0
 * @param writerCpuNanos of the process that wrote them
 * @param readerCpuNanos of the process that read them
 * @param wallNanos of each event in the window, from before its first write until its last message was read; at least one
 */
public record KernelFloorResult(
        FloorPlan plan, long messages, long writerCpuNanos, long readerCpuNanos, List<Long> wallNanos) {
    public KernelFloorResult {
        wallNanos = List.copyOf(wallNanos);
        if (messages <= 0 || wallNanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured: " + messages + " messages, " + wallNanos);
        }
    }

    /** CPU of the writing process for one message. */
    public double writerNanosPerMessage() {
        return (double) writerCpuNanos / messages;
    }

    /** CPU of the reading process for one message. */
    public double readerNanosPerMessage() {
        return (double) readerCpuNanos / messages;
    }

    /** The median over the events; of two in the middle the mean. */
    public double medianWallNanos() {
        List<Long> sorted = wallNanos.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
