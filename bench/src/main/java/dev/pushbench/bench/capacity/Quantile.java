package dev.pushbench.bench.capacity;

import java.util.Arrays;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The figures of latency that a service level may be about. */
public enum Quantile {
    P50("p50", 500),
    P90("p90", 900),
    P99("p99", 990),
    P99_9("p99.9", 999),
    MAX("max", 1000);

    /** With fewer samples beyond it, a percentile is the luck of single samples. */
    private static final long LEAST_BEYOND = 10;

    private final String id;
    private final int perThousand;

    Quantile(String id, int perThousand) {
        this.id = id;
        this.perThousand = perThousand;
    }

    String id() {
        return id;
    }

    static Optional<Quantile> withId(String id) {
        return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
    }

    long nanos(Histogram latency) {
        return latency.getValueAtPercentile(perThousand / 10.0);
    }

    /** How many events there must be: all deliveries of one event are one observation of the server. */
    long minEvents() {
        return this == MAX ? 1 : LEAST_BEYOND;
    }

    /** How many deliveries there must be for it to be told. */
    long leastDeliveries() {
        return this == MAX ? 1 : LEAST_BEYOND * 1000 / (1000 - perThousand);
    }
}
