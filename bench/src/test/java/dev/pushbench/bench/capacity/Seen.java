package dev.pushbench.bench.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * A step as it might have gone: a window of three seconds, 3,000 deliveries.
 *
 * @param millis latency of the deliveries of each second
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
    private static final int A_SECOND = 1000;

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
        Histogram all = new Histogram(3);
        List<Observed.Second> seconds = new ArrayList<>();
        long expected = 3L * A_SECOND;
        long left = expected - lost;
        for (int i = 0; i < millis.size(); i++) {
            Histogram latency = new Histogram(3);
            long count = i < 3 ? Math.min(A_SECOND, left) : 1;
            latency.recordValueWithCount(millis.get(i) * MILLI, count);
            left -= i < 3 ? count : 0;
            all.add(latency);
            seconds.add(new Observed.Second(i * 1000L * MILLI, (i < 3 ? 1000 : drainMillis) * MILLI, latency));
        }
        return new Observed(
                expected,
                expected - lost,
                all,
                seconds,
                new Observed.Lateness(3000 * MILLI, drainMillis * MILLI, 100 * MILLI, publishDelayMillis * MILLI),
                new Observed.Busy(generator, server),
                objections);
    }
}
