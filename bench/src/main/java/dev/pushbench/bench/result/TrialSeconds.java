package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Second;
import java.util.List;

/** The seconds of a trial as its files keep them, in whole milliseconds. */
final class TrialSeconds {
    private static final long MILLI_NANOS = 1_000_000;

    private TrialSeconds() {}

    /** Empty where the trial could not be run, or ended before its window. */
    static List<Second> of(TrialResult result) {
        return result.load().map(LoadResult::seconds).orElse(List.of());
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
