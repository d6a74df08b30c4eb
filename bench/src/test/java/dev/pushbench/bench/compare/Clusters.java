package dev.pushbench.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Simulated trials whose true percentiles are known. */
final class Clusters {
    static final double NANOS_PER_MILLI = 1e6;
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final double EVENT_SIGMA = 0.3;
    private static final double DELIVERY_SIGMA = 0.03;

    private Clusters() {}

    /** Events with a median each, in milliseconds, ten a second; each has a hundred deliveries at its median. */
    static List<Cluster> of(double... medianMillis) {
        List<Cluster> clusters = new ArrayList<>();
        for (double millis : medianMillis) {
            Histogram latency = new Histogram(3);
            latency.recordValueWithCount(Math.round(millis * NANOS_PER_MILLI), 100);
            clusters.add(new Cluster(clusters.size() * INTERVAL_NANOS, latency));
        }
        return clusters;
    }

    /**
     * Log-normal latencies around 5 ms: all deliveries of an event share a factor with a sigma of 0.3, each has another of its own with a sigma
     * of 0.03.
     */
    static List<Cluster> simulated(Random random, int events, int deliveries) {
        List<Cluster> clusters = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            double shared = EVENT_SIGMA * random.nextGaussian();
            Histogram latency = new Histogram(2);
            for (int delivery = 0; delivery < deliveries; delivery++) {
                double own = DELIVERY_SIGMA * random.nextGaussian();
                latency.recordValue(Math.round(5 * NANOS_PER_MILLI * Math.exp(shared + own)));
            }
            clusters.add(new Cluster(event * INTERVAL_NANOS, latency));
        }
        return clusters;
    }

    /** The true percentile of {@link #simulated}, in nanoseconds: both logarithms are normal, and so is their sum. */
    static double simulatedNanos(double deviations) {
        return 5 * NANOS_PER_MILLI * Math.exp(deviations * Math.hypot(EVENT_SIGMA, DELIVERY_SIGMA));
    }
}
