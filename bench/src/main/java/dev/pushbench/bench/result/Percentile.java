package dev.pushbench.bench.result;

import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * The percentiles that are told.
 *
 * <p>A percentile is told only where at least {@value #LEAST_SAMPLES_BEYOND} samples lie beyond it: with fewer it is the
 * luck of single samples, and an absent figure misleads nobody.
 */
public enum Percentile {
    P50(5_000),
    P90(9_000),
    P99(9_900),
    P999(9_990),
    P9999(9_999);

    private static final long LEAST_SAMPLES_BEYOND = 10;

    private final int perTenThousand;

    Percentile(int perTenThousand) {
        this.perTenThousand = perTenThousand;
    }

    /** The value in the histogram's unit; empty where too few samples stand behind it. */
    public OptionalLong of(Histogram histogram) {
        // In whole numbers: 1 − 0.999 is not a thousandth in binary.
        boolean isBacked = histogram.getTotalCount() * (10_000 - perTenThousand) >= LEAST_SAMPLES_BEYOND * 10_000;
        return isBacked
                ? OptionalLong.of(histogram.getValueAtPercentile(perTenThousand / 100.0))
                : OptionalLong.empty();
    }

    /** The largest value; empty where there is none. */
    public static OptionalLong max(Histogram histogram) {
        return histogram.getTotalCount() > 0 ? OptionalLong.of(histogram.getMaxValue()) : OptionalLong.empty();
    }
}
