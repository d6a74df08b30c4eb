package dev.pushbench.client.pacing;

import java.time.Duration;

/**
 * An open-loop schedule: when each event is due, whatever became of the ones before it.
 *
 * <p>An implementation is a pure function: the same index has the same offset, always, on any thread; it reads no clock
 * and keeps no state that a call changes. Offsets do not decrease with the index.
 */
public interface FireTimes {
    /**
     * When the event is due, in nanoseconds from the start of the schedule.
     *
     * @param index of the event, from 0
     */
    long offsetNanos(long index);

    /** How many events have an offset smaller than {@code offsetNanos}: the index of the first that has not. */
    long countBefore(long offsetNanos);

    /**
     * Events at equal distances, the first at offset 0.
     *
     * @param perSecond above 0, finite
     */
    static FireTimes constantRate(double perSecond) {
        return new ConstantRate(perSecond);
    }

    /**
     * Independent events, so many per second in the mean.
     *
     * @param perSecond above 0, finite
     * @param seed the same gives the same instants
     * @param horizon up to which offsets are quick to find
     */
    static FireTimes poisson(double perSecond, long seed, Duration horizon) {
        return new Poisson(perSecond, seed, horizon);
    }

    /**
     * So many events at once, the first at offset 0, at equal distances.
     *
     * @param perSecond events, not bursts; above 0, finite
     * @param atOnce at least 1
     */
    static FireTimes bursts(double perSecond, int atOnce) {
        return new Bursts(new ConstantRate(perSecond / atOnce), atOnce);
    }

    /**
     * Pairs of events, the firsts of which are at equal distances, the first of them at offset 0.
     *
     * @param perSecond events, not pairs; above 0, finite
     * @param gap from the first of a pair to its second; below the distance of two pairs
     */
    static FireTimes pairs(double perSecond, Duration gap) {
        return new Pairs(new ConstantRate(perSecond / 2), gap.toNanos());
    }

    /** Nothing at any time. */
    static FireTimes never() {
        return Never.NEVER;
    }
}
