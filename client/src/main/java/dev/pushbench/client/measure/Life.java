package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * What befell the users of a trial beside events. All empty or 0 where nothing of the kind was asked for.
 *
 * @param herdRequests for each event of the window, how many requests were written within 100 ms of its being sent; of events in pairs, for
 *     each pair
 * @param mostRequests most that were written in 100 ms of the window
 * @param nextLatency received − due in nanoseconds, of the second event of each pair
 * @param joinTime from asking for a connection until ready, in nanoseconds, of each user that came for another
 * @param left users that have gone, and were replaced
 * @param recovery from the server's being killed until an event of the one after it came, in nanoseconds, of each user
 */
public record Life(
        Histogram herdRequests,
        long mostRequests,
        Histogram nextLatency,
        Histogram joinTime,
        long left,
        Histogram recovery) {
    /** Where nothing befell anyone. */
    public static Life quiet() {
        return new Life(nothing(), 0, nothing(), nothing(), 0, nothing());
    }

    private static Histogram nothing() {
        return new Histogram(Meter.SIGNIFICANT_DIGITS);
    }

    /** Both, as if one process had played all of their users, or one trial had been both. */
    public Life plus(Life other) {
        return new Life(
                sum(herdRequests, other.herdRequests),
                Math.max(mostRequests, other.mostRequests),
                sum(nextLatency, other.nextLatency),
                sum(joinTime, other.joinTime),
                left + other.left,
                sum(recovery, other.recovery));
    }

    private static Histogram sum(Histogram one, Histogram other) {
        Histogram both = nothing();
        both.add(one);
        both.add(other);
        return both;
    }
}
