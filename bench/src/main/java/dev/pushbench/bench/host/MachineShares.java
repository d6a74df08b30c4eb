package dev.pushbench.bench.host;

/**
 * What became of the time of all cores over a while.
 *
 * @param totalNanos above 0
 * @param stealNanos that the hypervisor took
 * @param busyNanos that something ran here
 */
public record MachineShares(long totalNanos, long stealNanos, long busyNanos) {
    public MachineShares {
        if (totalNanos <= 0) {
            throw new IllegalArgumentException("no time has passed: " + totalNanos);
        }
    }

    /** 0 to 1. */
    public double stealShare() {
        return (double) stealNanos / totalNanos;
    }

    /** 0 to 1. */
    public double busyShare() {
        return (double) busyNanos / totalNanos;
    }

    /**
     * What ran beside the processes that were meant to; not below 0, though hundredths of a second add up inexactly.
     *
     * @param ownProcessesCpuNanos of those, over the same while
     */
    public long otherCpuNanos(long ownProcessesCpuNanos) {
        return Math.max(0, busyNanos - ownProcessesCpuNanos);
    }
}
