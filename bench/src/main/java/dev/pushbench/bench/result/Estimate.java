package dev.pushbench.bench.result;

import java.util.Optional;

/**
 * A figure of a cell, from all its trials that are results: a row of {@code metrics.csv}.
 *
 * @param metric the name of the summary's column without its unit, like {@code latency_p50}
 * @param unit like {@code us}
 * @param value the median of the trials' figures
 * @param interval where the median lies with a confidence of 95 %; empty with fewer trials than tell
 * @param trials how many there were
 */
public record Estimate(String metric, String unit, double value, Optional<Interval> interval, int trials) {
    /** Its ends, both within. */
    public record Interval(double low, double high) {
        /** Whether both hold the same value somewhere. */
        public boolean overlaps(Interval other) {
            return low <= other.high && other.low <= high;
        }
    }
}
