package dev.pushbench.client;

import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Whoever publishes the events of a trial, as its session sees it. */
interface Source {
    /**
     * Events to be published.
     *
     * @param startNanos instant of which the fire times are offsets
     * @param events how many
     * @param measured whether their publish delay is kept
     */
    record Schedule(long startNanos, long events, boolean measured) {}

    /** Publishes on that schedule, when the one before is done. */
    void publish(Schedule schedule);

    /** Whether all it was asked to publish is published, and whatever is answered is answered; or it has failed. */
    boolean isDone();

    /** Events written so far, in all rooms. */
    long sent();

    /** Bytes written on connections that are nobody else's. */
    long bytesUp();

    /** Bytes read on connections that are nobody else's. */
    long bytesDown();

    /** Those of {@link #sent} that went to a server that was killed. */
    default long sentBefore() {
        return 0;
    }

    /** Those of {@link #bytesUp} that went to a server that was killed. */
    default long bytesUpBefore() {
        return 0;
    }

    /** Those of {@link #bytesDown} that came from a server that was killed. */
    default long bytesDownBefore() {
        return 0;
    }

    /** sent − due of the windows' events, where nobody else keeps it. To be read when it is done. */
    Histogram publishDelay();

    Optional<String> failure();

    /** Stops it, whatever it is at, and waits until it has. */
    void stop();
}
