package dev.pushbench.client.pacing;

/** Two events, the second so long after the first, and then none until the next two: the distance of their firsts is that of two at the rate. */
record Pairs(FireTimes starts, long gapNanos) implements FireTimes {
    Pairs {
        if (gapNanos < 0 || gapNanos >= starts.offsetNanos(1)) {
            throw new IllegalArgumentException(
                    "the gap must be 0 to below " + starts.offsetNanos(1) + " ns, not " + gapNanos);
        }
    }

    @Override
    public long offsetNanos(long index) {
        return starts.offsetNanos(Math.floorDiv(index, 2)) + (index % 2 == 0 ? 0 : gapNanos);
    }

    @Override
    public long countBefore(long offsetNanos) {
        return starts.countBefore(offsetNanos) + starts.countBefore(offsetNanos - gapNanos);
    }
}
