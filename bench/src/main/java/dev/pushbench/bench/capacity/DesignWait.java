package dev.pushbench.bench.capacity;

/**
 * How long deliveries wait although neither server nor generator is late: for the next poll, for a coalescing window, for a round trip of a
 * link. A step of a search must not be judged by it.
 *
 * @param maxNanos the longest that a delivery waits
 * @param minMedianNanos no event is due at an instant from which its deliveries have a shorter median wait, server and network left out
 * @param medianSpreadNanos by how much the median waits of two events may differ, because of the instants at which they are due
 */
public record DesignWait(long maxNanos, long minMedianNanos, long medianSpreadNanos) {
    public static final DesignWait NONE = new DesignWait(0, 0, 0);

    public DesignWait {
        if (maxNanos < 0 || minMedianNanos < 0 || medianSpreadNanos < 0) {
            throw new IllegalArgumentException(
                    "waits must be at least 0 ns, not " + maxNanos + ", " + minMedianNanos + ", " + medianSpreadNanos);
        }
    }

    /**
     * Of users that poll. The polls divide the interval into equal cycles. With p instants of a cycle c the waits for an event are
     * x, x + c, …, x + (p − 1) c, where x is above 0 and at most c: their median is at least p c / 2 − c, and at most c more than that. Who asks
     * has time to be served until the next users ask: another c.
     *
     * @param intervalNanos from a poll of a user to its next, at least 1
     * @param instants at how many instants of an interval users poll, at equal distances; 1 where all poll at once, or at no known distances
     */
    public static DesignWait polling(long intervalNanos, int instants) {
        if (intervalNanos < 1 || instants < 1) {
            throw new IllegalArgumentException(
                    "not an interval with polls: " + intervalNanos + " ns, " + instants + " instants");
        }
        long cycleNanos = intervalNanos / instants;
        return new DesignWait(intervalNanos + cycleNanos, Math.max(0, intervalNanos / 2 - cycleNanos), 2 * cycleNanos);
    }

    /** All deliveries wait this long in addition. */
    public DesignWait plus(long nanos) {
        return new DesignWait(maxNanos + nanos, minMedianNanos, medianSpreadNanos);
    }

    /** Deliveries of some events wait this long in addition, those of others do not. */
    public DesignWait plusUpTo(long nanos) {
        return new DesignWait(maxNanos + nanos, minMedianNanos, medianSpreadNanos + nanos);
    }
}
