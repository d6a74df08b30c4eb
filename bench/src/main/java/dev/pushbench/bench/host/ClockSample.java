package dev.pushbench.bench.host;

import java.util.function.LongSupplier;

/**
 * What reading a clock costs.
 *
 * @param costNanos of one reading, on average
 * @param stepNanos the smallest by which two readings in a row differed; 0 where none did
 */
record ClockSample(long costNanos, long stepNanos) {
    private static final int READINGS = 200_000;

    static ClockSample of(LongSupplier nanoClock) {
        long firstNanos = nanoClock.getAsLong();
        long lastNanos = firstNanos;
        long stepNanos = Long.MAX_VALUE;
        for (int i = 0; i < READINGS; i++) {
            long nanos = nanoClock.getAsLong();
            if (nanos > lastNanos) {
                stepNanos = Math.min(stepNanos, nanos - lastNanos);
            }
            lastNanos = nanos;
        }
        return new ClockSample((lastNanos - firstNanos) / READINGS, stepNanos == Long.MAX_VALUE ? 0 : stepNanos);
    }
}
