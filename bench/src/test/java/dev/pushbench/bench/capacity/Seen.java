package dev.pushbench.bench.capacity;

import dev.pushbench.client.pacing.FireTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * A step as it might have gone: a window of three seconds, 30 events, 3,000 deliveries.
 *
 * @param millis latency of the deliveries of the events that were due in each second
 * @param lost deliveries of the last events that never came
 * @param drainMillis until the last delivery was there
 */
record Seen(
        List<Integer> millis,
        long lost,
        int drainMillis,
        int publishDelayMillis,
        OptionalDouble generator,
        OptionalDouble server,
        Observed.Objections objections) {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final int USERS = 100;
    private static final int EVENTS = 30;

    static Seen of(Integer... millis) {
        return new Seen(
                List.of(millis), 0, 5, 0, OptionalDouble.of(0.3), OptionalDouble.of(0.4), Observed.Objections.NONE);
    }

    static Seen steady(int millis) {
        return of(millis, millis, millis);
    }

    Seen lost(long count) {
        return new Seen(millis, count, drainMillis, publishDelayMillis, generator, server, objections);
    }

    Seen drained(int after) {
        return new Seen(millis, lost, after, publishDelayMillis, generator, server, objections);
    }

    Seen published(int late) {
        return new Seen(millis, lost, drainMillis, late, generator, server, objections);
    }

    Seen busy(double generatorShare, double serverShare) {
        return new Seen(
                millis,
                lost,
                drainMillis,
                publishDelayMillis,
                OptionalDouble.of(generatorShare),
                OptionalDouble.of(serverShare),
                objections);
    }

    Seen with(Observed.Objections other) {
        return new Seen(millis, lost, drainMillis, publishDelayMillis, generator, server, other);
    }

    Observed observed() {
        FireTimes schedule = FireTimes.constantRate(10);
        Histogram all = new Histogram(3);
        List<Observed.Event> events = new ArrayList<>();
        long left = EVENTS * USERS - lost;
        for (int i = 0; i < EVENTS && left > 0; i++) {
            Histogram latency = new Histogram(3);
            long count = Math.min(USERS, left);
            left -= count;
            long dueNanos = schedule.offsetNanos(i);
            long latestNanos = 3 * SECOND + drainMillis * MILLI - dueNanos;
            boolean isLate = i == EVENTS - 1 && drainMillis > 100;
            latency.recordValueWithCount(millis.get((int) (dueNanos / SECOND)) * MILLI, isLate ? count - 1 : count);
            latency.recordValueWithCount(latestNanos, isLate ? 1 : 0);
            all.add(latency);
            events.add(new Observed.Event(dueNanos, latency));
        }
        return new Observed(
                EVENTS * USERS,
                EVENTS * USERS - lost,
                all,
                new Observed.Window(3 * SECOND, schedule, events),
                DesignWait.NONE,
                publishDelayMillis * MILLI,
                new Observed.Busy(generator, server),
                objections);
    }
}
