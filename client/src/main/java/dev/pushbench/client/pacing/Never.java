package dev.pushbench.client.pacing;

/** Nothing is due at any time. */
enum Never implements FireTimes {
    NEVER;

    @Override
    public long offsetNanos(long index) {
        throw new IllegalArgumentException("nothing is ever due, so there is no event " + index);
    }

    @Override
    public long countBefore(long offsetNanos) {
        return 0;
    }
}
