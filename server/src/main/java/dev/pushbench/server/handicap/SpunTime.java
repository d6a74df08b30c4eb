package dev.pushbench.server.handicap;

import java.util.function.LongSupplier;

/**
 * Burns a share of a thread's CPU time on top of it: what is burnt is {@code share} times what the thread has used otherwise, since the
 * first call of {@link #spin}.
 *
 * <p>Reading the clock costs CPU time as well, and not little against a delivery. A spin is made of readings only, so that it tells what
 * one costs; the one that it begins with counts as burnt, too. What the work between two spins loses by them, cold caches above all, no
 * clock tells: it is kept small by spinning seldom.
 *
 * <p>For one thread.
 */
final class SpunTime {
    /**
     * Of so many calls one spins, for all of them. With a spin at each write, a thread that does nothing but write to sockets used 36 %
     * more CPU time where 25 % were asked for; with one at each 16th, 25 %.
     */
    static final int CALLS_A_SPIN = 16;

    /** How many spins it takes until the cost of a reading has followed a change: the JVM compiles while we spin. */
    private static final int SPINS_REMEMBERED = 64;

    private final double share;
    private final LongSupplier cpuNanos;
    private boolean isBegun;
    private long beginNanos;
    private long calls;
    private double burntNanos;
    private double readingNanos;

    /**
     * @param share at least 0
     * @param cpuNanos the CPU time that the thread has used up to now
     */
    SpunTime(double share, LongSupplier cpuNanos) {
        this.share = share;
        this.cpuNanos = cpuNanos;
    }

    /** To be called at each write. Each 16th call returns when as much is burnt as is due by then, all others at once. */
    void spin() {
        if (calls++ % CALLS_A_SPIN != 0) {
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
