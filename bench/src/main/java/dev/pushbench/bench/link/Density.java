package dev.pushbench.bench.link;

/** Whether sockets have become ready in quick succession just now. For one thread. */
final class Density {
    private static final long SPAN_NANOS = 1_000_000;

    /** A request and its answer, back and forth as fast as they can, are a dozen in a millisecond. */
    private static final int DENSE = 40;

    private long sinceNanos = System.nanoTime();
    private int count;
    private boolean wasDense;

    /** So many have become ready. */
    void came(int sockets) {
        if (sockets > 0) {
            turn(System.nanoTime());
            count += sockets;
        }
    }

    boolean isDense(long nowNanos) {
        turn(nowNanos);
        return count >= DENSE || wasDense;
    }

    /** Begins another span where the last is over. */
    private void turn(long nowNanos) {
        long agoNanos = nowNanos - sinceNanos;
        if (agoNanos > SPAN_NANOS) {
            wasDense = count >= DENSE && agoNanos < 2 * SPAN_NANOS;
            sinceNanos = nowNanos;
            count = 0;
        }
    }
}
