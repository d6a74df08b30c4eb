package dev.pushbench.client.pacing;

/** So many events at once, then none until the next ones: the distance is that of their number at the rate. */
record Bursts(FireTimes starts, int atOnce) implements FireTimes {
    Bursts {
        if (atOnce < 1) {
            throw new IllegalArgumentException("events at once must be at least 1, not " + atOnce);
        }
    }

    @Override
    public long offsetNanos(long index) {
        return starts.offsetNanos(Math.floorDiv(index, atOnce));
    }

    @Override
    public long countBefore(long offsetNanos) {
        return starts.countBefore(offsetNanos) * atOnce;
    }
}
