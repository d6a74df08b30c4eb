package dev.pushbench.bench.capacity;

import dev.pushbench.bench.input.DurationText;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Whether events wait longer and longer: then the step is beyond what is carried, however good its latency still is, for with a longer window
 * it would be worse. An open-loop load has no steady state above capacity.
 *
 * <p>Latency is compared by the instant at which events were due, never by that at which deliveries arrived: what arrives early in a window
 * can only have waited briefly. Each event has a median, and each third of the window the median of those of the events
 * that were due in it:
 *
 * <pre>
 *   latency                     latency
 *     │        ╱ overloaded       │   ┌──╲   a stall: one step,
 *     │     ╱                     │   │    ╲   from which latency falls
 *     │  ╱                        │───┘      ╲
 *     └──────────── due           └──────────────── due
 * </pre>
 */
final class Backlog {
    /**
     * By this share of the time between the thirds the median has to rise, in addition to what design explains. A server that carries 99 % of the
     * load falls behind by 1 % of the time.
     */
    private static final double MIN_RISE = 0.0075;

    /** And by this share of what it was, waits by design left out: medians of ten events move that much without a cause. */
    private static final double MIN_RELATIVE_RISE = 0.2;

    /** From each third to the next there must be this share of the whole rise: a stall makes one step, not two. */
    private static final double MIN_SHARE_OF_RISE = 0.25;

    /** The histograms of events have two digits. */
    private static final double PRECISION = 0.01;

    /** What may be left to do when the window ends, as a share of it. */
    private static final double MAX_LEFT = 0.1;

    /** A server that stalls so long at the end of a window has no backlog yet. */
    private static final long MIN_LEFT_NANOS = 500_000_000;

    private static final int THIRDS = 3;

    private Backlog() {}

    /** How it shows that a backlog grew, in words; empty where it does not. */
    static Optional<String> growth(Observed seen) {
        return rise(seen).or(() -> left(seen));
    }

    private static Optional<String> rise(Observed seen) {
        Histogram first = third(seen, 0);
        Histogram second = third(seen, 1);
        Histogram last = third(seen, 2);
        if (first.getTotalCount() == 0 || second.getTotalCount() == 0 || last.getTotalCount() == 0) {
            return Optional.empty();
        }
        long before = median(first);
        long between = median(second);
        long after = median(last);
        if (after >= Observed.NEVER_NANOS) {
            return before < Observed.NEVER_NANOS
                    ? Optional.of("a backlog grew: most of what was due in the last third of the window never came")
                    : Optional.empty();
        }
        double rise = (double) after - before;
        boolean isStep = Math.min(between - before, after - between) < MIN_SHARE_OF_RISE * rise;
        return isStep || rise < leastRise(seen, before, after)
                ? Optional.empty()
                : Optional.of("a backlog grew: the median latency rose from " + DurationText.measured(before) + " to "
                        + DurationText.measured(after) + " within the window");
    }

    private static double leastRise(Observed seen, long before, long after) {
        double betweenThirds = seen.window().nanos() * (THIRDS - 1.0) / THIRDS;
        double explained = seen.byDesign().medianSpreadNanos() + PRECISION * after;
        double queued = Math.max(0, before - seen.byDesign().minMedianNanos());
        return explained + Math.max(MIN_RISE * betweenThirds, MIN_RELATIVE_RISE * queued);
    }

    private static Histogram third(Observed seen, int index) {
        long nanos = seen.window().nanos();
        return seen.mediansOfDue(nanos * index / THIRDS, nanos * (index + 1) / THIRDS);
    }

    private static long median(Histogram medians) {
        long nanos = medians.getValueAtPercentile(50);
        return nanos >= Observed.NEVER_NANOS ? Observed.NEVER_NANOS : medians.lowestEquivalentValue(nanos);
    }

    /** What comes after the window must be no more than waits by design, or a server that has time until the next event is due. */
    private static Optional<String> left(Observed seen) {
        Observed.Window window = seen.window();
        long leftNanos = window.events().stream()
                .mapToLong(event -> event.dueOffsetNanos() + max(event.latency()) - window.nanos())
                .max()
                .orElse(0);
        double allowed = Math.max(MIN_LEFT_NANOS, MAX_LEFT * window.nanos())
                + seen.byDesign().maxNanos()
                + untilNextIsDue(window);
        return leftNanos > allowed
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "a backlog was left: %s until the last delivery after a window of %s",
                        DurationText.measured(leftNanos),
                        DurationText.measured(window.nanos())))
                : Optional.empty();
    }

    private static long untilNextIsDue(Observed.Window window) {
        long events = window.schedule().countBefore(window.nanos());
        return events == 0 ? 0 : window.schedule().offsetNanos(events) - window.nanos();
    }

    private static long max(Histogram latency) {
        return latency.lowestEquivalentValue(latency.getMaxValue());
    }
}
