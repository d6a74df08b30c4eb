package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * The percentiles that are given.
 *
 * <p>A percentile is given only if at least {@value #LEAST_SAMPLES_BEYOND} samples lie beyond it: with fewer it depends on single
 * samples. If many samples share a cause, as all deliveries of one event do, they are one observation of the server; a percentile of
 * such samples also needs at least {@value #MIN_EVENTS} events.
 */
public enum Percentile {
    P50(5_000),
    P90(9_000),
    P99(9_900),
    P999(9_990),
    P9999(9_999);

    private static final long LEAST_SAMPLES_BEYOND = 10;

    /** All deliveries of nine events lie on the same side of the server's true median in 2 × ½⁹ of all trials, which is 0.4 %. */
    static final long MIN_EVENTS = 10;

    private final int perTenThousand;

    Percentile(int perTenThousand) {
        this.perTenThousand = perTenThousand;
    }

    /** From 0 to 100. */
    double percent() {
        return perTenThousand / 100.0;
    }

    /**
     * The value in the histogram's unit, of samples that share the causes of an event.
     *
     * @param events whose samples these are; bursts of samples that are not caused by an event count likewise
     * @return empty if there are too few samples or events
     */
    public OptionalLong of(Histogram histogram, long events) {
        return events < MIN_EVENTS ? OptionalLong.empty() : of(histogram);
    }

    /** Of received − due in the window, in nanoseconds; the events are those that were due in it. */
    public OptionalLong ofLatency(LoadResult load) {
        return of(load.latencies().latency(), load.published().windowEvents());
    }

    /** The value in the histogram's unit, of samples that are one observation each; empty if there are too few. */
    public OptionalLong of(Histogram histogram) {
        // In whole numbers: 1 − 0.999 is not a thousandth in binary.
        boolean isBacked = histogram.getTotalCount() * (10_000 - perTenThousand) >= LEAST_SAMPLES_BEYOND * 10_000;
        return isBacked ? OptionalLong.of(histogram.getValueAtPercentile(percent())) : OptionalLong.empty();
    }

    /** The largest value; empty where there is none. */
    public static OptionalLong max(Histogram histogram) {
        return histogram.getTotalCount() > 0 ? OptionalLong.of(histogram.getMaxValue()) : OptionalLong.empty();
    }
}
