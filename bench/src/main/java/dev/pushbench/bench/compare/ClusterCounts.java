package dev.pushbench.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Clusters as cumulative counts over one list of buckets, so that a percentile of any weighted sum of them is found by bisection,
 * without adding up histograms.
 *
 * <p>Takes four bytes for each pair of bucket and cluster. Buckets have two significant digits: between the smallest and the largest latency
 * there are at most 128 for each doubling.
 */
final class ClusterCounts {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final long[] lowest;
    private final long[] highest;

    /** By bucket, then by cluster: how many of the cluster's latencies lie in this bucket or below. */
    private final int[][] atMost;

    ClusterCounts(List<Cluster> clusters) {
        List<Histogram> histograms = new ArrayList<>();
        clusters.forEach(cluster -> histograms.add(coarse(cluster.latency())));
        NavigableMap<Long, Long> buckets = buckets(histograms);
        highest = buckets.keySet().stream().mapToLong(Long::longValue).toArray();
        lowest = buckets.values().stream().mapToLong(Long::longValue).toArray();
        atMost = new int[highest.length][clusters.size()];
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            count(histograms.get(cluster), cluster);
        }
    }

    private static Histogram coarse(Histogram latency) {
        if (latency.getNumberOfSignificantValueDigits() <= SIGNIFICANT_DIGITS) {
            return latency;
        }
        Histogram coarse = new Histogram(SIGNIFICANT_DIGITS);
        coarse.add(latency);
        return coarse;
    }

    /** From the largest value of each bucket that any histogram uses to its smallest. */
    private static NavigableMap<Long, Long> buckets(List<Histogram> histograms) {
        NavigableMap<Long, Long> buckets = new TreeMap<>();
        for (Histogram histogram : histograms) {
            for (HistogramIterationValue bucket : histogram.recordedValues()) {
                long value = bucket.getValueIteratedTo();
                buckets.merge(value, histogram.lowestEquivalentValue(value), Math::min);
            }
        }
        return buckets;
    }

    private void count(Histogram histogram, int cluster) {
        int bucket = 0;
        long count = 0;
        for (HistogramIterationValue next : histogram.recordedValues()) {
            while (highest[bucket] < next.getValueIteratedTo()) {
                atMost[bucket++][cluster] = Math.toIntExact(count);
            }
            count += next.getCountAtValueIteratedTo();
        }
        while (bucket < highest.length) {
            atMost[bucket++][cluster] = Math.toIntExact(count);
        }
    }

    /** The smallest value that counts as equal to those of the bucket, in nanoseconds. */
    long lowest(int bucket) {
        return lowest[bucket];
    }

    /** The largest value that counts as equal to those of the bucket, in nanoseconds. */
    long highest(int bucket) {
        return highest[bucket];
    }

    /**
     * The buckets in which percentiles lie, as {@link Histogram#getValueAtPercentile} defines them, where each cluster is there as often as its weight says.
     *
     * @param percentiles from 0 to 100
     */
    int[] buckets(int[] weights, double[] percentiles) {
        long total = sum(weights, highest.length - 1);
        int[] found = new int[percentiles.length];
        for (int i = 0; i < percentiles.length; i++) {
            long rank = Math.max(1, (long) Math.ceil(Math.nextDown(percentiles[i]) * total / 100));
            found[i] = bucket(weights, rank);
        }
        return found;
    }

    private int bucket(int[] weights, long rank) {
        int low = 0;
        int high = highest.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sum(weights, middle) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long sum(int[] weights, int bucket) {
        int[] counts = atMost[bucket];
        long sum = 0;
        for (int cluster = 0; cluster < counts.length; cluster++) {
            sum += (long) weights[cluster] * counts[cluster];
        }
        return sum;
    }
}
