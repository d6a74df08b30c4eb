package dev.pushbench.server.handicap;

import java.util.function.LongSupplier;

/**
 * Burns a share of a thread's CPU time on top of it: what is burnt is {@code share} times what the thread has used otherwise, since the
 * first call of {@link #spin}.
 *
 * <p>Reading the clock costs CPU time as well, and not little against a delivery. A spin is made of readings only, so that it tells what
 * one costs; the one that each call begins with counts as burnt, too. Where readings alone burn more than the share, calls are skipped
 * until it is due again.
 *
 * <p>For one thread.
 */
final class SpunTime {
    /** How many spins it takes until the cost of a reading has followed a change: the JVM compiles while we spin. */
    private static final int SPINS_REMEMBERED = 64;

    private static final int MOST_SKIPPED = 1_000;

    private final double share;
    private final LongSupplier cpuNanos;
    private boolean isBegun;
    private long beginNanos;
    private long calls;
    private long skips;
    private double burntNanos;
    private double readingNanos;

    /**
     * @param share above 0
     * @param cpuNanos the CPU time that the thread has used up to now
     */
    SpunTime(double share, LongSupplier cpuNanos) {
        this.share = share;
        this.cpuNanos = cpuNanos;
    }

    /** Returns when as much is burnt as is due by now. */
    void spin() {
        calls++;
        if (skips > 0) {
            skips--;
            return;
        }
        long now = cpuNanos.getAsLong();
        if (!isBegun) {
            isBegun = true;
            beginNanos = now;
            return;
        }
        burntNanos += readingNanos;
        double otherNanos = now - beginNanos - burntNanos;
        double owedNanos = share * otherNanos - burntNanos;
        if (owedNanos > 0) {
            burn(now, owedNanos);
        } else {
            double dueEachCallNanos = share * otherNanos / calls;
            skips = (long) Math.min(MOST_SKIPPED, -owedNanos / dueEachCallNanos);
        }
    }

    private void burn(long fromNanos, double owedNanos) {
        long now = fromNanos;
        int readings = 0;
        while (now - fromNanos < owedNanos) {
            now = cpuNanos.getAsLong();
            readings++;
        }
        burntNanos += now - fromNanos;
        double eachNanos = (double) (now - fromNanos) / readings;
        readingNanos += readingNanos == 0 ? eachNanos : (eachNanos - readingNanos) / SPINS_REMEMBERED;
    }

    /** Of the thread's CPU time, what was burnt so far. */
    double burntNanos() {
        return burntNanos;
    }
}
