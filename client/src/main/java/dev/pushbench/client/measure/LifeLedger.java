package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * What befalls the users of one event loop beside events, and what they make of it: herds, comings and goings, a server that was started
 * anew. Used by the loop's thread only; {@link #totals} also by another when the loop has ended or does nothing.
 */
public final class LifeLedger {
    /** After an event, so long is counted what it makes users ask. */
    public static final long HERD_NANOS = 100_000_000;

    private final Histogram herdRequests = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private final Histogram nextLatency = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private final Histogram joinTime = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private final Histogram recovery = new Histogram(Meter.SIGNIFICANT_DIGITS);
    private boolean inPairs;
    private long windowStartNanos = Long.MAX_VALUE;
    private long windowEndNanos = Long.MAX_VALUE;
    private long lastBeforeWindow;
    private long lastOfWindow;
    private long herdSinceNanos;
    private long requestsOfHerd;
    private boolean isHerdCounted;
    private long bucketSinceNanos;
    private long requestsInBucket;
    private long mostRequests;
    private long left;
    private long killedNanos;

    LifeLedger() {}

    /** Events come in pairs: the second of each comes while users still ask again because of the first. */
    public void eventsComeInPairs() {
        inPairs = true;
    }

    /** A user is ready that came for another. */
    public void joined(long nanos) {
        record(joinTime, nanos);
    }

    /** A user has gone that another one came for. */
    public void left() {
        left++;
    }

    /** The server is being killed at that instant. */
    public void serverKilled(long atNanos) {
        killedNanos = atNanos;
    }

    /** A user got something again from a server that was started anew. */
    void receivesAgain(long atNanos) {
        if (killedNanos != 0) {
            record(recovery, atNanos - killedNanos);
        }
    }

    void measure(MeasuredWindows windows) {
        windowStartNanos = windows.startNanos();
        windowEndNanos = windows.endNanos();
        lastBeforeWindow = windows.eventsBefore();
        lastOfWindow = lastBeforeWindow + windows.events();
    }

    /** An event is here for the first time; of those in pairs, the first begins a herd. */
    void eventCame(long seq, long sentNanos) {
        if (seq > lastBeforeWindow && seq <= lastOfWindow && !isSecond(seq)) {
            endHerd();
            herdSinceNanos = sentNanos;
            isHerdCounted = true;
        }
    }

    void took(long seq, long latencyNanos) {
        if (isSecond(seq)) {
            record(nextLatency, latencyNanos);
        }
    }

    void requested(long nowNanos) {
        if (isHerdCounted && nowNanos - herdSinceNanos <= HERD_NANOS) {
            requestsOfHerd++;
        }
        if (nowNanos < windowStartNanos || nowNanos >= windowEndNanos) {
            return;
        }
        if (nowNanos - bucketSinceNanos >= HERD_NANOS) {
            bucketSinceNanos = nowNanos;
            requestsInBucket = 0;
        }
        requestsInBucket++;
        mostRequests = Math.max(mostRequests, requestsInBucket);
    }

    private boolean isSecond(long seq) {
        return inPairs && (seq - lastBeforeWindow) % 2 == 0;
    }

    private void endHerd() {
        if (isHerdCounted) {
            herdRequests.recordValue(requestsOfHerd);
        }
        isHerdCounted = false;
        requestsOfHerd = 0;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /** What it holds now. Ends the herd at hand. */
    public Life totals() {
        endHerd();
        return new Life(herdRequests.copy(), mostRequests, nextLatency.copy(), joinTime.copy(), left, recovery.copy());
    }
}
