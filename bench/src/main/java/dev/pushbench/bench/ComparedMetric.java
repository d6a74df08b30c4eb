package dev.pushbench.bench;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.CellRecord;
import java.util.Locale;
import java.util.Optional;

/** What two runs are held against each other by: for each thing that a technique can be better at, a figure or two. */
enum ComparedMetric {
    LATENCY_P50_US(false),
    LATENCY_P99_US(false),
    OVERHEAD_BYTES_PER_DELIVERY(true),
    REQUESTS_PER_DELIVERY(true),
    SERVER_CPU_US_PER_DELIVERY(false),
    SERVER_ALLOC_BYTES_PER_DELIVERY(false),
    CONNECTIONS_PEAK(true);

    private final boolean isExact;

    ComparedMetric(boolean isExact) {
        this.isExact = isExact;
    }

    /** Whether the same system gives the same figure again. */
    boolean isExact() {
        return isExact;
    }

    /** The name of the column it is in, unit included. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the cell's trials that are results have measured; empty where none has. */
    Optional<Sample> sample(CellRecord cell) {
        return cell.sample(column());
    }
}
