package dev.pushbench.client.measure;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what the users of a loop count into the intervals of the measured windows, at the instants at which these begin: whatever was read off a
 * socket at or after such an instant belongs to the next interval, however late the loop came to it.
 *
 * <pre>  before ──start──▶ first second ──▶ … ──▶ last second ──end──▶ drain ──{@link #end}──▶ ended</pre>
 *
 * Used by the loop's thread, but for {@link #next} and {@link #recycle}, which another one calls.
 */
public final class IntervalRecorder {
    private static final int BEFORE = -1;
    private static final long NO_BOUNDARY = Long.MAX_VALUE;

    private final Supplier<Second.Amounts> amounts;
    private final LongSupplier openConnections;
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
    private final Queue<Histogram> unused = new ConcurrentLinkedQueue<>();
    private Histogram latency = histogram();
    private Second.Amounts before = Second.Amounts.NONE;
    private @Nullable MeasuredWindows windows;
    private int interval = BEFORE;
    private long boundaryNanos = NO_BOUNDARY;

    /**
     * An interval that is over.
     *
     * @param window which one it is of, from 0; of the drain, the last
     */
    public record Cut(
            int window,
            Second.Part part,
            long offsetNanos,
            long lengthNanos,
            Histogram latency,
            Second.Amounts amounts,
            long open) {}

    IntervalRecorder(Supplier<Second.Amounts> amounts, LongSupplier openConnections) {
        this.amounts = amounts;
        this.openConnections = openConnections;
    }

    private static Histogram histogram() {
        return new Histogram(Meter.SIGNIFICANT_DIGITS);
    }

    /** The windows are to be recorded. Once. */
    void schedule(MeasuredWindows scheduled) {
        if (windows != null) {
            throw new IllegalStateException("windows are scheduled already, from " + windows.startNanos() + " ns on");
        }
        windows = scheduled;
        boundaryNanos = scheduled.startNanos();
    }

    /** It is that instant now. */
    void pass(long nowNanos) {
        while (nowNanos >= boundaryNanos && boundaryNanos != NO_BOUNDARY) {
            cross(boundaryNanos);
        }
    }

    /** When the next interval begins; {@link Long#MAX_VALUE} where none does. */
    long boundaryNanos() {
        return boundaryNanos;
    }

    /** Whether it is a measured window now. */
    boolean isOpen() {
        return windows != null && interval >= 0 && interval < windows.intervals();
    }

    /** The latencies of the interval at hand. */
    Histogram latency() {
        return latency;
    }

    /** It is over at that instant, whatever it is at. Nothing happens where no window has begun. */
    void end(long nowNanos) {
        pass(nowNanos);
        if (interval != BEFORE) {
            cut(nowNanos);
        }
        boundaryNanos = NO_BOUNDARY;
        interval = BEFORE;
    }

    private void cross(long atNanos) {
        if (interval == BEFORE) {
            before = amounts.get();
        } else {
            cut(atNanos);
        }
        interval++;
        MeasuredWindows scheduled = scheduled();
        boundaryNanos = interval < scheduled.intervals() ? scheduled.intervalStartNanos(interval + 1) : NO_BOUNDARY;
    }

    private void cut(long atNanos) {
        MeasuredWindows scheduled = scheduled();
        boolean isDrain = interval == scheduled.intervals();
        long startNanos = scheduled.intervalStartNanos(interval);
        Second.Amounts now = amounts.get();
        cuts.add(new Cut(
                isDrain ? scheduled.count() - 1 : scheduled.windowOf(interval),
                isDrain ? Second.Part.DRAIN : Second.Part.WINDOW,
                startNanos - scheduled.startNanos(),
                atNanos - startNanos,
                latency,
                now.since(before),
                openConnections.getAsLong()));
        before = now;
        Histogram next = unused.poll();
        latency = next == null ? histogram() : next;
    }

    private MeasuredWindows scheduled() {
        if (windows == null) {
            throw new IllegalStateException("no windows are scheduled");
        }
        return windows;
    }

    /** The next interval that is over. From any one thread. */
    public Optional<Cut> next() {
        return Optional.ofNullable(cuts.poll());
    }

    /** Gives the histogram of a {@link Cut} back. */
    public void recycle(Histogram histogram) {
        histogram.reset();
        unused.add(histogram);
    }
}
