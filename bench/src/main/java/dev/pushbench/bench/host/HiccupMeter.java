package dev.pushbench.bench.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Measures {@link Hiccups} with a daemon thread of its own, after Gil Tene's jHiccup: it parks for a millisecond, and
 * what it oversleeps is a hiccup. A stall of 10 ms also hid nine wake-ups that would have been 9, 8, … 1 ms late, and is
 * recorded as these too.
 */
final class HiccupMeter implements AutoCloseable {
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MOST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final SingleWriterRecorder overshoots = new SingleWriterRecorder(1, MOST_NANOS, 3);
    private volatile boolean isClosed;

    static HiccupMeter start() {
        HiccupMeter meter = new HiccupMeter();
        Thread sleeper = new Thread(meter::sleepAndRecord, OwnThreads.HICCUPS);
        sleeper.setDaemon(true);
        sleeper.start();
        return meter;
    }

    /** The hiccups since this was last called. Any thread. */
    synchronized Hiccups take() {
        return Hiccups.of(overshoots.getIntervalHistogram());
    }

    /** For one thread. An hour and more is an hour. */
    void record(long overshootNanos) {
        overshoots.recordValueWithExpectedInterval(Math.max(0, Math.min(overshootNanos, MOST_NANOS)), PARK_NANOS);
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private void sleepAndRecord() {
        while (!isClosed) {
            long asleepNanos = System.nanoTime();
            LockSupport.parkNanos(this, PARK_NANOS);
            record(System.nanoTime() - asleepNanos - PARK_NANOS);
        }
    }
}
