package dev.pushbench.bench.host;

import java.util.concurrent.TimeUnit;

/** The unit in which Linux tells processor time to programs: USER_HZ, 100 a second on every machine that matters here. */
final class CpuTicks {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private CpuTicks() {}

    static long nanos(long ticks) {
        return ticks * TICK_NANOS;
    }
}
