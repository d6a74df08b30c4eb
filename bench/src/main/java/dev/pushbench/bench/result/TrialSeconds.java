package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The seconds of a trial as its files keep them: together they hold each delivery of the trial once. Deliveries that came after the
 * last second had ended are of the last.
 */
final class TrialSeconds {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long MILLI_NANOS = 1_000_000;

    private TrialSeconds() {}

    /** Empty where the trial could not be run, or ended before its window. */
    static List<Second> of(TrialResult result) {
        return result.load().map(TrialSeconds::of).orElse(List.of());
    }

    private static List<Second> of(LoadResult load) {
        Histogram late = new Histogram(SIGNIFICANT_DIGITS);
        late.add(load.latencies().latency());
        load.seconds().forEach(second -> late.subtract(second.latency()));
        if (late.getTotalCount() == 0) {
            return load.seconds();
        }
        List<Second> seconds = new ArrayList<>(load.seconds());
        Second last = seconds.isEmpty()
                ? new Second(0, MILLI_NANOS, new Histogram(SIGNIFICANT_DIGITS), 0, 0, 0)
                : seconds.remove(seconds.size() - 1);
        late.add(last.latency());
        seconds.add(
                new Second(last.offsetNanos(), last.lengthNanos(), late, last.requests(), last.opened(), last.open()));
        return List.copyOf(seconds);
    }

    /** When it began, since the first of them did. */
    static long startMillis(Second second) {
        return Math.round((double) second.offsetNanos() / MILLI_NANOS);
    }

    /** When it ended: where the next begins. */
    static long endMillis(Second second) {
        return Math.round((double) (second.offsetNanos() + second.lengthNanos()) / MILLI_NANOS);
    }
}
