package dev.pushbench.client.measure;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A count that one thread writes and any thread may read.
 *
 * <p>A reader sees some recent value, whole and never going back in time, without the writer paying for a fence (opaque
 * mode, see {@link java.lang.invoke.VarHandle}).
 */
final class Tally {
    private final AtomicLong count = new AtomicLong();

    /** By the writing thread only; returns the count afterwards. */
    long add(long difference) {
        long sum = count.getPlain() + difference;
        count.setOpaque(sum);
        return sum;
    }

    long count() {
        return count.getOpaque();
    }
}
