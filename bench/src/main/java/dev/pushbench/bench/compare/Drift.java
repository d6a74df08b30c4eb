package dev.pushbench.bench.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A lasting change of latency from the first third of a trial's events to the last, by due instant: a cold start, or a backlog that grows.
 *
 * <p>Each event counts once, by the median latency of its deliveries. There is a change only if
 *
 * <ul>
 *   <li>the medians of both thirds differ by half a millisecond or more;
 *   <li>a Mann–Whitney test finds both thirds different (two-sided, 1 %). It assumes independent events. Consecutive events are not
 *       independent: load from outside slows several of them, and this test alone finds a change far too often;
 *   <li>the fastest events changed as well: the 10th percentiles of both thirds differ by a factor of more than 1.25. Load from outside comes in bursts, between which
 *       some events are as fast as before; a cold start and a backlog slow every event.
 * </ul>
 *
 * <p>docs/method.md has the shares of false alarms and of cold starts found, on recorded series.
 *
 * @param factor the slower third's median divided by the faster third's, above 1
 */
public record Drift(double factor) {
    /** In either third; with fewer the Mann–Whitney test needs almost complete separation. */
    static final int MIN_EVENTS = 8;

    private static final double MIN_FASTEST_FACTOR = 1.25;
    private static final double MIN_DIFFERENCE_NANOS = 500_000;
    private static final double FASTEST_SHARE = 0.1;

    /** Empty if there is no such change, or there are too few events to say. */
    public static Optional<Drift> of(List<Cluster> events) {
        double[] medians = events.stream()
                .sorted(Comparator.comparingLong(Cluster::dueOffsetNanos))
                .mapToDouble(Cluster::medianNanos)
                .toArray();
        return of(medians);
    }

    /** @param medians of the events in nanoseconds, in the order in which they were due */
    static Optional<Drift> of(double[] medians) {
        int third = medians.length / 3;
        if (third < MIN_EVENTS) {
            return Optional.empty();
        }
        double[] first = sorted(medians, 0, third);
        double[] last = sorted(medians, medians.length - third, third);
        boolean isFalling = median(first) > median(last);
        double[] slower = isFalling ? first : last;
        double[] faster = isFalling ? last : first;
        boolean isChange = median(slower) - median(faster) >= MIN_DIFFERENCE_NANOS
                && fastest(slower) > MIN_FASTEST_FACTOR * fastest(faster)
                && RankSum.differ(first, last);
        return isChange ? Optional.of(new Drift(median(slower) / median(faster))) : Optional.empty();
    }

    private static double[] sorted(double[] medians, int from, int size) {
        double[] sorted = Arrays.copyOfRange(medians, from, from + size);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double fastest(double[] sorted) {
        return sorted[(int) (FASTEST_SHARE * sorted.length)];
    }
}
