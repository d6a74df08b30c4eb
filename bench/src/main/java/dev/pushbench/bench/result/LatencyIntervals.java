package dev.pushbench.bench.result;

import static dev.pushbench.bench.result.Column.bare;

import dev.pushbench.bench.compare.Cluster;
import dev.pushbench.bench.compare.Interval;
import dev.pushbench.bench.compare.PercentileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The interval of each percentile of latency, in nanoseconds, with a confidence of 95 %. Computed when first asked for, and once: drawing
 * takes longer than any other column.
 */
final class LatencyIntervals {
    private static final List<Percentile> PERCENTILES =
            List.of(Percentile.P50, Percentile.P90, Percentile.P99, Percentile.P999);

    private final List<List<Cluster>> trials;
    private Optional<Map<Percentile, Interval>> intervals = Optional.empty();

    /** @param trials the clusters of each trial that counts */
    LatencyIntervals(List<List<Cluster>> trials) {
        this.trials = List.copyOf(trials);
    }

    /** Both ends of each interval; empty where the percentile is. No figures by themselves: {@code metrics.csv} leaves them out. */
    static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Percentile percentile : PERCENTILES) {
            String metric = "latency_" + percentile.name().toLowerCase(Locale.ROOT);
            columns.add(end(metric + "_low_us", percentile, Interval::low));
            columns.add(end(metric + "_high_us", percentile, Interval::high));
        }
        return columns;
    }

    private static Column end(String name, Percentile percentile, ToDoubleFunction<Interval> end) {
        return bare(
                name,
                "",
                figures -> figures.load()
                        .filter(load -> percentile.ofLatency(load).isPresent())
                        .flatMap(load -> figures.intervals().of(percentile))
                        .map(interval -> Rounding.micros((long) end.applyAsDouble(interval))));
    }

    /** Empty where no event was measured by itself. */
    private Optional<Interval> of(Percentile percentile) {
        if (intervals.isEmpty()) {
            intervals = Optional.of(computed());
        }
        return Optional.ofNullable(intervals.get().get(percentile));
    }

    private Map<Percentile, Interval> computed() {
        double[] percents =
                PERCENTILES.stream().mapToDouble(Percentile::percent).toArray();
        Map<Percentile, Interval> byPercentile = new TreeMap<>();
        List<Interval> found = PercentileInterval.of(trials, percents);
        for (int i = 0; i < found.size(); i++) {
            byPercentile.put(PERCENTILES.get(i), found.get(i));
        }
        return byPercentile;
    }
}
