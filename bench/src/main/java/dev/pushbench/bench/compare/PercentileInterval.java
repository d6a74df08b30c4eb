package dev.pushbench.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Where percentiles of latency lie with a confidence of 95 %, for other trials with other events: the percentile interval of a two-level
 * bootstrap.
 *
 * <p>Deliveries of one event share its causes, and events of one trial share its processes, so neither are independent. Each resample
 * therefore draws as many trials as there are, with replacement, then from each drawn trial as many clusters as it has, with
 * replacement; percentiles are those of all deliveries of the drawn clusters together (Davison and Hinkley, <i>Bootstrap Methods and their
 * Application</i>, 1997, section 3.8; Efron and Tibshirani, <i>An Introduction to the Bootstrap</i>, 1993, chapter 13). With one trial only
 * clusters are drawn: the interval is then for other events of this trial.
 *
 * <p>The generator is {@link Random} with a fixed seed, whose sequence is specified: the same clusters give the same interval on every JVM.
 *
 * <p>A resample holds only what was seen. If fewer events than 1 / (1 − p) were measured, the true percentile may be above the
 * interval.
 */
public final class PercentileInterval {
    /** So that the 25th of them from either end leaves out 2.5 %: 25 / (999 + 1). */
    private static final int RESAMPLES = 999;

    private static final int LEFT_OUT = 25;
    private static final long SEED = 1;

    private final ClusterCounts counts;

    /** The first cluster of each trial, and after the last trial the number of all clusters. */
    private final int[] starts;

    private PercentileInterval(List<List<Cluster>> trials) {
        counts = new ClusterCounts(trials.stream().flatMap(List::stream).toList());
        starts = new int[trials.size() + 1];
        for (int trial = 0; trial < trials.size(); trial++) {
            starts[trial + 1] = starts[trial] + trials.get(trial).size();
        }
    }

    /**
     * An interval in nanoseconds for each percentile, in their order. Ends are rounded outwards to two significant digits.
     *
     * @param trials the clusters of each trial; a trial without any is left out
     * @param percentiles from 0 to 100
     * @return empty if there is no cluster
     */
    public static List<Interval> of(List<List<Cluster>> trials, double... percentiles) {
        List<List<Cluster>> measured =
                trials.stream().filter(clusters -> !clusters.isEmpty()).toList();
        return measured.isEmpty() ? List.of() : new PercentileInterval(measured).intervals(percentiles);
    }

    private List<Interval> intervals(double[] percentiles) {
        Random random = new Random(SEED);
        int[][] buckets = new int[percentiles.length][RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            int[] drawn = counts.buckets(weights(random), percentiles);
            for (int i = 0; i < percentiles.length; i++) {
                buckets[i][resample] = drawn[i];
            }
        }
        return IntStream.range(0, percentiles.length)
                .mapToObj(i -> interval(buckets[i]))
                .toList();
    }

    /** How often each cluster is drawn in one resample. */
    private int[] weights(Random random) {
        int trials = starts.length - 1;
        int[] weights = new int[starts[trials]];
        for (int draw = 0; draw < trials; draw++) {
            int trial = random.nextInt(trials);
            int first = starts[trial];
            int size = starts[trial + 1] - first;
            for (int cluster = 0; cluster < size; cluster++) {
                weights[first + random.nextInt(size)]++;
            }
        }
        return weights;
    }

    private Interval interval(int[] buckets) {
        Arrays.sort(buckets);
        return new Interval(counts.lowest(buckets[LEFT_OUT - 1]), counts.highest(buckets[RESAMPLES - LEFT_OUT]));
    }
}
